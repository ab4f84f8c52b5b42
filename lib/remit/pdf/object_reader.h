#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "remit/pdf/hidden_parts.h"
#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {

class ObjectReader;

/// A value of a PDF object, looked at where it stands in the file's bytes, or through PoDoFo where
/// those are not at hand. What is broken or of another type reads as nothing. Lives no longer than
/// its reader.
class Value {
 public:
  Value() = default;

  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_dictionary() const;
  [[nodiscard]] std::string name() const;  ///< without its slash, #xx undone; "" for anything else
  [[nodiscard]] std::string_view word() const;  ///< a name as it is written, or ""
  [[nodiscard]] long integer(long otherwise = 0) const;
  /// The number of the object that it is or refers to; 0 for a value written where it stands.
  [[nodiscard]] long reference() const { return reference_; }
  /// Itself, or what it refers to.
  [[nodiscard]] Value followed() const;

  /// Calls `visit(key, value)` for each entry of a dictionary, `visit(value)` for each item of an
  /// array. Keys are as they are written. Values may be references.
  template <typename Visit>
  void each_entry(Visit visit) const;
  template <typename Visit>
  void each_item(Visit visit) const;

 private:
  friend class ObjectReader;

  [[nodiscard]] bool refers() const {
    return reference_ != 0 && !text_.empty() && text_.back() == 'R';
  }
  /// The value at `at`, which is set behind it; none where there is no more.
  static Value take(std::string_view text, std::size_t& at, const ObjectReader* reader);

  [[nodiscard]] Value through(const Object& object) const {
    Value value;
    value.object_ = object;
    value.reference_ = static_cast<long>(object.id() >> 16);
    value.reader_ = reader_;
    return value;
  }

  std::string_view text_;  // empty: see object_
  Object object_;
  long reference_ = 0;
  const ObjectReader* reader_ = nullptr;
};

/// A name as it is meant: #xx undone.
std::string unescaped_name(std::string_view written);

/// Reads many small objects fast. PoDoFo takes some microseconds for each, which is too long for
/// the ten thousands of a structure tree, and so is not shown them (hidden_parts.h). Objects are
/// read from the file's bytes, or from the object streams of a hidden part, each once.
class ObjectReader {
 public:
  /// `hidden`: what of `bytes` is not in `objects`. Both must outlive the reader.
  ObjectReader(const Objects& objects, std::string_view bytes, const HiddenParts& hidden);

  [[nodiscard]] Value at(long number) const;
  [[nodiscard]] Value of(const Object& object) const;

 private:
  struct Packed {  // an object in an object stream
    long stream = 0;
    long index = 0;
  };
  struct Stream {  // an object stream, unpacked
    std::string data;
    std::vector<std::pair<long, std::size_t>> objects;  // numbers, and where each begins in `data`
  };

  void add(long number, std::int64_t offset);
  void read_hidden_table(std::size_t offset);
  [[nodiscard]] std::string_view text_at(std::size_t offset) const;
  [[nodiscard]] std::string_view text_of(long number) const;
  [[nodiscard]] std::string unpacked(std::string_view object) const;
  [[nodiscard]] const Stream& stream(long number) const;
  [[nodiscard]] std::string_view packed_text(long number, const Packed& place) const;

  const Objects& objects_;
  std::string_view bytes_;
  std::vector<std::int64_t> offsets_;        // by object number; < 0: not in the bytes
  std::vector<std::int64_t> beginnings_;     // the same, ascending
  std::unordered_map<long, Packed> packed_;  // objects of the hidden part
  mutable std::unordered_map<long, std::unique_ptr<Stream>> streams_;
  mutable std::size_t budget_ = 0;         // bytes that may still be looked at
  mutable std::size_t unpack_budget_ = 0;  // … and unpacked
};

// --- what follows is how entries are found -------------------------------------------------------

template <typename Visit>
void Value::each_entry(Visit visit) const {
  if (!is_dictionary()) return;
  if (text_.empty()) {
    for (const auto& [key, object] : object_.entries()) visit(key, through(object));
    return;
  }
  for (std::size_t at = 2; at < text_.size();) {
    const Value key = take(text_, at, reader_);
    if (key.text_.empty()) break;
    if (key.text_.front() != '/') continue;
    const Value value = take(text_, at, reader_);
    if (value.text_.empty()) break;
    visit(key.text_.substr(1), value);
  }
}

template <typename Visit>
void Value::each_item(Visit visit) const {
  if (!is_array()) return;
  if (text_.empty()) {
    for (std::size_t i = 0; i < object_.size(); ++i) visit(through(object_.at(i)));
    return;
  }
  for (std::size_t at = 1; at < text_.size();) {
    const Value value = take(text_, at, reader_);
    if (value.text_.empty()) break;
    visit(value);
  }
}

}  // namespace remit::pdf
