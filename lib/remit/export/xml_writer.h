#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace remit {

/// Writes XML 1.0 in one pass, as UTF-8. Containers stand on lines of their own, indented by a
/// space (up to 32); what is opened as a line holds text, in which no white space is added.
///
///     <section eId="sec_1">
///      <heading>Names</heading>
///     </section>
///
/// Characters that XML has no place for, such as most control characters, come out as U+FFFD.
class XmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// Appends to `out`, which must outlive this.
  explicit XmlWriter(std::string& out) : out_(out) {}

  /// An attribute without a value is left out.
  void open(std::string_view name, Attributes attributes = {});
  void open_line(std::string_view name, Attributes attributes = {});  ///< closed by close(), too
  void open_inline(std::string_view name, Attributes attributes = {});
  void text(std::string_view text);
  void close();
  void empty(std::string_view name, Attributes attributes = {});  ///< <name …/> on its own line

 private:
  struct Open {
    std::string name;
    bool container;
    bool line;
  };

  void begin_line();
  void tag(std::string_view name, Attributes attributes);

  std::string& out_;
  std::vector<Open> open_;
};

}  // namespace remit
