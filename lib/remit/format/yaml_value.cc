#include "remit/format/yaml_value.h"

#include <charconv>
#include <cstddef>
#include <exception>
#include <sstream>
#include <utility>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "remit/text/utf8.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

// Leaves the parser from within one of its events. Never leaves this file.
struct Refusal {
  YAML::Mark mark;
  std::string message;
  std::string hint;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  YamlValue take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) throw Refusal{mark, "a second document", "give each record a file of its own"};
    started_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    add(mark, value(mark, Kind::Null));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{mark, "an alias", "write the value out in place of *"};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& text) override {
    YamlValue scalar = value(mark, Kind::Scalar);
    scalar.quoted = tag != "?";  // the tag of a plain scalar
    scalar.text = text;
    add(mark, std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, Kind::List);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, Kind::Map);
  }
  void OnMapEnd() override { close(); }

 private:
  static YamlValue value(const YAML::Mark& mark, Kind kind) {
    YamlValue value;
    value.kind = kind;
    value.line = mark.line + 1;
    value.column = mark.column + 1;
    return value;
  }

  [[nodiscard]] bool wants_key() const {
    return !open_.empty() && open_.back().kind == Kind::Map &&
           open_.back().keys.size() == open_.back().items.size();
  }

  static Refusal bad_key(const YAML::Mark& mark) {
    return {mark, "a key that is not text", "put the key in double quotes"};
  }

  void add(const YAML::Mark& mark, YamlValue value) {
    if (wants_key()) {
      if (value.kind != Kind::Scalar) throw bad_key(mark);
      open_.back().keys.push_back(std::move(value.text));
    } else if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back().items.push_back(std::move(value));
    }
  }

  void open(const YAML::Mark& mark, Kind kind) {
    if (wants_key()) throw bad_key(mark);
    if (open_.size() == kMaxNesting) {
      throw Refusal{mark, "lists and maps nest more than " + std::to_string(kMaxNesting) + " deep",
                    "no document is this deep: look at how it was extracted"};
    }
    open_.push_back(value(mark, kind));
  }

  void close() {
    YamlValue value = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back().items.push_back(std::move(value));
    }
  }

  bool started_ = false;
  YamlValue root_;
  std::vector<YamlValue> open_;  // the lists and maps around the current event, outermost first
};

// The four hex digits at `at`, or -1.
int hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  const char* const end = text.data() + at + 4;
  return std::from_chars(text.data() + at, end, value, 16).ptr == end && value >= 0 ? value : -1;
}

bool is_json(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && text[at] == '{';
}

// JSON writes a character past U+FFFF as two escapes, "\ud83d\ude00". YAML has no such thing, and
// yaml-cpp refuses it; other programs' JSON is full of it. In JSON a backslash stands in strings
// only, and this keeps lines (not columns) where they are.
std::string join_surrogates(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out.push_back(text[at++]);
      continue;
    }
    const int high = text[at + 1] == 'u' ? hex4(text, at + 2) : -1;
    if (high < 0xD800 || high > 0xDFFF) {
      out.append(text.substr(at, 2));
      at += 2;
      continue;
    }
    at += 6;
    const int low = text.substr(at, 2) == "\\u" ? hex4(text, at + 2) : -1;
    if (high < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
      append_utf8(out, static_cast<char32_t>(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)));
      at += 6;
    } else {
      append_utf8(out, 0xFFFD);
    }
  }
  return out;
}

tl::unexpected<Error> refused(std::string_view file, const YAML::Mark& mark, std::string message,
                              std::string hint) {
  Error error{.code = "bad-record", .message = std::move(message), .hint = std::move(hint)};
  error.file = file;
  if (!mark.is_null()) {
    error.line = mark.line + 1;
    error.column = mark.column + 1;
  }
  return fail(std::move(error));
}

constexpr const char* kSyntaxHint = "a record is YAML or JSON, as remit extract writes it";

}  // namespace

Result<YamlValue> read_yaml(std::string_view text, std::string_view file) {
  try {
    std::istringstream in(is_json(text) ? join_surrogates(text) : std::string(text));
    YAML::Parser parser(in);
    TreeBuilder builder;
    if (!parser.HandleNextDocument(builder)) {
      return refused(file, YAML::Mark::null_mark(), "the file is empty", kSyntaxHint);
    }
    parser.HandleNextDocument(builder);  // refuses a second one
    return builder.take();
  } catch (const Refusal& refusal) {
    return refused(file, refusal.mark, refusal.message, refusal.hint);
  } catch (const YAML::Exception& error) {
    return refused(file, error.mark, "cannot be read as YAML: " + error.msg, kSyntaxHint);
  }
}

}  // namespace remit
