#pragma once

#include <cstdint>
#include <string_view>

namespace remit {

/// How a list is laid out, in syntaxes that leave a choice.
enum class ListStyle : std::uint8_t {
  Block,  ///< an item a line
  Flow,   ///< all of it on one line: ["Post", "Functions"]
};

/// Takes a value apart into a stream of events and writes them in one syntax, in one pass. What a
/// record holds, and in which order, is said once (write_record); each syntax is an Emitter.
///
///     emit.begin_map();                     remit: 1
///     emit.key("remit");                    document:
///     emit.number(1);                         council: null
///     emit.key("document");
///     emit.begin_map();
///     emit.key("council");
///     emit.null();
///     emit.end_map();
///     emit.end_map();
///
/// Preconditions: begins and ends match; in a map, each value follows a key; the outermost value is
/// a map or a list. Keys are words of a schema (lower-case letters and _): no syntax escapes them.
/// Strings are any bytes: malformed UTF-8 comes out as U+FFFD.
class Emitter {
 public:
  virtual ~Emitter() = default;

  virtual void begin_map() = 0;
  virtual void end_map() = 0;
  virtual void begin_list(ListStyle style) = 0;
  virtual void end_list() = 0;
  virtual void key(std::string_view key) = 0;
  virtual void string(std::string_view text) = 0;
  virtual void number(std::uint64_t number) = 0;
  /// To the hundredth, without trailing zeros; null where it is no finite number.
  virtual void decimal(double number) = 0;
  virtual void boolean(bool value) = 0;
  virtual void null() = 0;
};

}  // namespace remit
