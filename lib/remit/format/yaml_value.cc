#include "remit/format/yaml_value.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>
#include <yaml.h>

#include "remit/text/utf8.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

// What is refused, and where (counted from 0, as libyaml does).
struct Refusal {
  yaml_mark_t mark;
  std::string message;
  std::string hint;
};

/// Builds a tree of the events of one document.
class TreeBuilder {
 public:
  YamlValue take() { return std::move(root_); }
  [[nodiscard]] bool has_document() const { return started_; }

  std::optional<Refusal> add(const yaml_event_t& event) {
    const yaml_mark_t& mark = event.start_mark;
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        if (std::exchange(started_, true))
          return Refusal{mark, "a second document", "give each record a file of its own"};
        return std::nullopt;
      case YAML_ALIAS_EVENT:
        return Refusal{mark, "an alias", "write the value out in place of *"};
      case YAML_SCALAR_EVENT:
        return add_scalar(mark, event.data.scalar);
      case YAML_SEQUENCE_START_EVENT:
        return open(mark, Kind::List);
      case YAML_MAPPING_START_EVENT:
        return open(mark, Kind::Map);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close();
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

 private:
  static YamlValue value(const yaml_mark_t& mark, Kind kind) {
    YamlValue value;
    value.kind = kind;
    value.line = static_cast<int>(mark.line) + 1;
    value.column = static_cast<int>(mark.column) + 1;
    return value;
  }

  [[nodiscard]] bool wants_key() const {
    return !open_.empty() && open_.back().kind == Kind::Map &&
           open_.back().keys.size() == open_.back().items.size();
  }

  static Refusal bad_key(const yaml_mark_t& mark) {
    return {mark, "a key that is not text", "put the key in double quotes"};
  }

  std::optional<Refusal> add_scalar(const yaml_mark_t& mark,
                                    const decltype(yaml_event_t::data.scalar)& scalar) {
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nullptr;
    const bool null = plain && (text.empty() || text == "~" || text == "null" || text == "Null" ||
                                text == "NULL");
    if (wants_key()) {
      if (null) return bad_key(mark);
      open_.back().keys.emplace_back(text);
      return std::nullopt;
    }
    YamlValue& added = place_for(value(mark, null ? Kind::Null : Kind::Scalar));
    if (null) return std::nullopt;
    added.quoted = !plain;
    added.text = text;
    return std::nullopt;
  }

  YamlValue& place_for(YamlValue value) {
    if (open_.empty()) return root_ = std::move(value);
    return open_.back().items.emplace_back(std::move(value));
  }

  std::optional<Refusal> open(const yaml_mark_t& mark, Kind kind) {
    if (wants_key()) return bad_key(mark);
    if (open_.size() == kMaxNesting)
      return Refusal{mark, "lists and maps nest more than " + std::to_string(kMaxNesting) + " deep",
                     "no document is this deep: look at how it was extracted"};
    open_.push_back(value(mark, kind));
    return std::nullopt;
  }

  void close() {
    YamlValue value = std::move(open_.back());
    open_.pop_back();
    place_for(std::move(value));
  }

  bool started_ = false;
  YamlValue root_;
  std::vector<YamlValue> open_;  // the lists and maps around the current event, outermost first
};

/// libyaml's parser over a text that outlives it.
class EventReader {
 public:
  explicit EventReader(std::string_view text) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~EventReader() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  /// The next event, which lasts until the next call; null: the text is no YAML from here on.
  const yaml_event_t* next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) != 0 ? &event_ : nullptr;
  }

  [[nodiscard]] const yaml_parser_t& parser() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
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
// libyaml refuses it; other programs' JSON is full of it. In JSON a backslash stands in strings
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

constexpr const char* kSyntaxHint = "a record is YAML or JSON, as remit extract writes it";

Error error_in(std::string_view file, std::string message, std::string hint) {
  return {.code = "bad-record",
          .message = std::move(message),
          .hint = std::move(hint),
          .file = std::string(file)};
}

Error error_at(const yaml_mark_t& mark, Error error) {
  error.line = static_cast<int>(mark.line) + 1;
  error.column = static_cast<int>(mark.column) + 1;
  return error;
}

/// What stopped the parser.
Error syntax_error(std::string_view text, std::string_view file, const yaml_parser_t& parser) {
  const char* problem = parser.problem != nullptr ? parser.problem : "there is no memory left";
  Error error = error_in(file, "cannot be read as YAML: " + std::string(problem), kSyntaxHint);
  if (parser.error != YAML_READER_ERROR) return error_at(parser.problem_mark, std::move(error));
  // bytes that are no text: all that is known is which
  const std::string_view before = text.substr(0, parser.problem_offset);
  error.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  error.column = static_cast<int>(before.size() - (before.rfind('\n') + 1)) + 1;
  return error;
}

}  // namespace

Result<YamlValue> read_yaml(std::string_view text, std::string_view file) {
  std::string joined;
  if (is_json(text)) text = joined = join_surrogates(text);
  EventReader events(text);
  TreeBuilder builder;
  while (const yaml_event_t* event = events.next()) {
    if (auto refusal = builder.add(*event))
      return fail(error_at(refusal->mark,
                           error_in(file, std::move(refusal->message), std::move(refusal->hint))));
    if (event->type != YAML_STREAM_END_EVENT) continue;
    if (!builder.has_document()) return fail(error_in(file, "the file is empty", kSyntaxHint));
    return builder.take();
  }
  return fail(syntax_error(text, file, events.parser()));
}

}  // namespace remit
