#include "remit/pdf/object_reader.h"

#include <algorithm>
#include <array>

#include "remit/pdf/byte_buffer.h"
#include "remit/pdf/stream_filters.h"

namespace remit::pdf {
namespace {

constexpr std::size_t kLooks = 4;  // bytes looked at, for each of the file's
constexpr std::size_t kMostUnpacked = std::size_t{96} << 20;
constexpr std::size_t kMostObjects = 8'000'000;

/// What a byte is to the syntax of PDF.
enum class Kind : std::uint8_t { Regular, Space, Delimiter };

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (const char c : {' ', '\n', '\r', '\t', '\f', '\0'})
    kinds[static_cast<unsigned char>(c)] = Kind::Space;
  for (const char c : {'/', '<', '>', '[', ']', '(', ')', '%', '{', '}'})
    kinds[static_cast<unsigned char>(c)] = Kind::Delimiter;
  return kinds;
}();

bool is_space(char c) { return kKinds[static_cast<unsigned char>(c)] == Kind::Space; }

bool is_delimiter(char c) { return kKinds[static_cast<unsigned char>(c)] == Kind::Delimiter; }

bool is_regular(char c) { return kKinds[static_cast<unsigned char>(c)] == Kind::Regular; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (is_regular(text[at])) break;
    if (text[at] == '%')
      while (at + 1 < text.size() && text[at + 1] != '\n' && text[at + 1] != '\r') ++at;
    else if (!is_space(text[at]))
      break;
  }
  return at;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_regular(text[at])) ++at;
  return at;
}

/// The end of the string "(…)" that begins at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '(')
      ++depth;
    else if (text[at] == ')' && --depth == 0)
      return at + 1;
  }
  return text.size();
}

bool starts(std::string_view text, std::size_t at, std::string_view with) {
  return text.substr(std::min(at, text.size()), with.size()) == with;
}

/// The end of the dictionary or array that begins at `at`.
std::size_t nested_end(std::string_view text, std::size_t at) {
  const auto twice = [&] { return at + 1 < text.size() && text[at + 1] == text[at]; };
  std::size_t depth = 0;
  while (at < text.size()) {
    if (!is_delimiter(text[at])) {
      ++at;
      continue;
    }
    switch (text[at]) {
      case '(':
        at = string_end(text, at);
        break;
      case '%':
        at = skip_space(text, at);
        break;
      case '<':
        if (twice()) {
          ++depth;
          at += 2;
        } else {
          at = std::min(text.find('>', at), text.size() - 1) + 1;
        }
        break;
      case '[':
        ++depth;
        ++at;
        break;
      case '>':
      case ']':
        at += text[at] == '>' && twice() ? 2 : 1;
        if (--depth == 0) return at;
        break;
      default:
        ++at;
    }
  }
  return text.size();
}

/// The number of "12 0 R" at `at`, which is then set behind it; 0 where there is none.
long reference_at(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 10 && is_digit(text[end])) ++end;
  std::size_t next = skip_space(text, end);
  if (end == at || next == end) return 0;
  const std::size_t generation = next;
  while (next < text.size() && next - generation < 6 && is_digit(text[next])) ++next;
  if (next == generation) return 0;
  const std::size_t mark = skip_space(text, next);
  if (mark == next || mark >= text.size() || text[mark] != 'R' || word_end(text, mark) != mark + 1)
    return 0;
  long number = 0;
  for (std::size_t i = at; i < end; ++i) number = number * 10 + (text[i] - '0');
  at = mark + 1;
  return number;
}

long integer_of(std::string_view text, long otherwise) {
  std::size_t at = 0;
  const bool minus = !text.empty() && text[0] == '-';
  if (minus || (!text.empty() && text[0] == '+')) ++at;
  long value = 0;
  const std::size_t first = at;
  while (at < text.size() && at - first < 12 && is_digit(text[at]))
    value = value * 10 + (text[at++] - '0');
  if (at == first || (at < text.size() && text[at] != '.')) return otherwise;
  return minus ? -value : value;
}

Value entry(const Value& dictionary, std::string_view key) {
  Value found;
  dictionary.each_entry([&](std::string_view name, const Value& value) {
    if (name == key) found = value;
  });
  return found.followed();
}

}  // namespace

std::string unescaped_name(std::string_view written) {
  const auto digit = [&](std::size_t i) {
    const char c = i < written.size() ? written[i] : ' ';
    if (is_digit(c)) return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '#' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      out += static_cast<char>(digit(i + 1) << 4 | digit(i + 2));
      i += 2;
    } else {
      out += written[i];
    }
  }
  return out;
}

Value Value::take(std::string_view text, std::size_t& at, const ObjectReader* reader) {
  Value value;
  value.reader_ = reader;
  at = skip_space(text, at);
  if (at >= text.size()) return value;
  const std::size_t begin = at;
  const char c = text[begin];
  if (c == '/') {
    at = word_end(text, begin + 1);
  } else if (c == '[' || starts(text, begin, "<<")) {
    at = nested_end(text, begin);
  } else if (c == '<') {
    at = std::min(text.find('>', begin), text.size() - 1) + 1;
  } else if (c == '(') {
    at = string_end(text, begin);
  } else if (is_delimiter(c)) {  // the end of what encloses it
    at = text.size();
    return value;
  } else {
    value.reference_ = is_digit(c) ? reference_at(text, at) : 0;
    if (value.reference_ == 0) at = word_end(text, begin);
  }
  value.text_ = text.substr(begin, at - begin);
  return value;
}

bool Value::is_integer() const {
  if (text_.empty()) return object_.is_number();
  return text_.find_first_not_of("0123456789") == std::string_view::npos;
}

bool Value::is_array() const { return text_.empty() ? object_.is_array() : text_.front() == '['; }

bool Value::is_dictionary() const {
  return text_.empty() ? object_.is_dictionary() : text_.starts_with("<<");
}

std::string_view Value::word() const {
  if (text_.empty()) return object_.name();
  return text_.front() == '/' ? text_.substr(1) : std::string_view{};
}

std::string Value::name() const {
  return text_.empty() ? std::string(object_.name()) : unescaped_name(word());
}

long Value::integer(long otherwise) const {
  if (text_.empty()) return object_.integer(otherwise);
  return refers() ? otherwise : integer_of(text_, otherwise);
}

Value Value::followed() const {
  return refers() && reader_ != nullptr ? reader_->at(reference_) : *this;
}

ObjectReader::ObjectReader(const Objects& objects, std::string_view bytes,
                           const HiddenParts& hidden)
    : objects_(objects),
      bytes_(bytes),
      offsets_(objects.offsets()),
      budget_(kLooks * (bytes.size() + kMostUnpacked)),
      unpack_budget_(kMostUnpacked) {
  for (const HiddenParts::Entry& entry : hidden.entries) add(entry.number, entry.offset);
  for (const std::size_t place : hidden.hybrid_keys) {
    const std::size_t at = skip_space(bytes, word_end(bytes, place + 1));
    const long offset = integer_of(bytes.substr(at, word_end(bytes, at) - at), -1);
    if (offset >= 0 && static_cast<std::size_t>(offset) < bytes.size())
      read_hidden_table(static_cast<std::size_t>(offset));
  }
  for (const std::int64_t offset : offsets_)
    if (offset >= 0) beginnings_.push_back(offset);
  std::sort(beginnings_.begin(), beginnings_.end());
}

/// An object that is not known yet.
void ObjectReader::add(long number, std::int64_t offset) {
  const auto index = static_cast<std::size_t>(number);
  if (number <= 0 || index > kMostObjects) return;
  if (offsets_.size() <= index) offsets_.resize(index + 1, -1);
  if (offsets_[index] < 0) offsets_[index] = offset;
}

/// The objects of a cross-reference stream that lie in object streams, and the streams themselves.
void ObjectReader::read_hidden_table(std::size_t offset) {
  const std::string_view text = text_at(offset);
  std::size_t at = 0;
  const Value dictionary = Value::take(text, at, this);
  std::vector<long> widths, index;
  entry(dictionary, "W").each_item([&](const Value& value) { widths.push_back(value.integer()); });
  entry(dictionary, "Index").each_item([&](const Value& value) {
    if (index.size() < kMostObjects) index.push_back(value.integer());
  });
  if (widths.size() != 3 ||
      std::any_of(widths.begin(), widths.end(), [](long width) { return width < 0 || width > 8; }))
    return;
  const std::string rows = unpacked(text);
  if (index.size() < 2) index = {0, entry(dictionary, "Size").integer()};
  const auto size = static_cast<std::size_t>(widths[0] + widths[1] + widths[2]);
  if (size == 0) return;
  std::size_t row = 0;
  const auto field = [&](std::size_t& place, long width, long otherwise) {
    if (width == 0) return otherwise;
    unsigned long value = 0;
    for (long i = 0; i < width; ++i) value = value << 8 | static_cast<unsigned char>(rows[place++]);
    return static_cast<long>(value);
  };
  for (std::size_t i = 0; i + 1 < index.size(); i += 2) {
    for (long n = 0; n < index[i + 1] && row + size <= rows.size(); ++n, row += size) {
      std::size_t place = row;
      const long type = field(place, widths[0], 1), first = field(place, widths[1], 0),
                 second = field(place, widths[2], 0);
      const long number = index[i] + n;
      if (number <= 0 || static_cast<std::size_t>(number) > kMostObjects) continue;
      if (type == 2) packed_[number] = {first, second};
      if (type == 1 && first >= 0) add(number, first);
    }
  }
}

/// The object at `offset`, up to the next one. "7 0 obj" may stand before it: PoDoFo's offsets are
/// behind that, the file's own before it.
std::string_view ObjectReader::text_at(std::size_t offset) const {
  std::size_t at = skip_space(bytes_, offset);
  std::size_t head = at;
  for (int i = 0; i < 2; ++i) {  // number and generation
    while (head < bytes_.size() && is_digit(bytes_[head])) ++head;
    head = skip_space(bytes_, head);
  }
  if (head > at && starts(bytes_, head, "obj")) at = head + 3;
  const auto next =
      std::upper_bound(beginnings_.begin(), beginnings_.end(), static_cast<std::int64_t>(offset));
  const std::size_t end =
      next == beginnings_.end() ? bytes_.size() : static_cast<std::size_t>(*next);
  const std::string_view text = bytes_.substr(at, end > at ? end - at : 0);
  if (text.size() > budget_) return {};
  budget_ -= text.size();
  return text;
}

std::string_view ObjectReader::text_of(long number) const {
  const auto index = static_cast<std::size_t>(number);
  if (number > 0 && index < offsets_.size() && offsets_[index] >= 0)
    return text_at(static_cast<std::size_t>(offsets_[index]));
  return {};
}

/// The bytes of a stream whose object reads `object`, its filter taken off.
std::string ObjectReader::unpacked(std::string_view object) const {
  std::size_t at = 0;
  const Value dictionary = Value::take(object, at, this);
  std::size_t begin = skip_space(object, at);
  if (!starts(object, begin, "stream")) return {};
  begin += 6;
  if (begin < object.size() && object[begin] == '\r') ++begin;
  if (begin < object.size() && object[begin] == '\n') ++begin;
  const Value length_value = entry(dictionary, "Length");
  const long length = length_value.integer(-1);
  std::string_view data = object.substr(std::min(begin, object.size()));
  if (length >= 0 && static_cast<std::size_t>(length) < data.size())
    data = data.substr(0, static_cast<std::size_t>(length));
  Value filter = entry(dictionary, "Filter"), options = entry(dictionary, "DecodeParms");
  const auto first_of = [](Value& list) {
    Value first = list;
    bool taken = false;
    list.each_item([&](const Value& value) {
      if (!std::exchange(taken, true)) first = value.followed();
    });
    list = first;
  };
  if (filter.is_array()) first_of(filter);
  if (options.is_array()) first_of(options);
  if (filter.word().empty()) return std::string(data.substr(0, unpack_budget_));
  if (filter.word() != "FlateDecode") return {};
  ByteBuffer out;
  inflate(data, out, unpack_budget_);
  if (const long predictor = entry(options, "Predictor").integer(1); predictor > 1)
    undo_predictor(predictor, entry(options, "Colors").integer(1),
                   entry(options, "BitsPerComponent").integer(8),
                   entry(options, "Columns").integer(1), out, 0);
  unpack_budget_ -= std::min(unpack_budget_, out.size());
  return std::string(out.view());
}

const ObjectReader::Stream& ObjectReader::stream(long number) const {
  std::unique_ptr<Stream>& known = streams_[number];
  if (known) return *known;
  known = std::make_unique<Stream>();
  Stream& own = *known;  // stays where it is, whatever is read meanwhile
  const std::string_view text = text_of(number);
  std::size_t at = 0;
  const Value dictionary = Value::take(text, at, this);
  if (entry(dictionary, "Type").word() != "ObjStm") return own;
  const long first = entry(dictionary, "First").integer(-1);
  std::string data = unpacked(text);
  if (first < 0 || static_cast<std::size_t>(first) > data.size()) return own;
  const std::string_view head = std::string_view(data).substr(0, static_cast<std::size_t>(first));
  for (std::size_t place = 0;;) {
    const Value object = Value::take(head, place, nullptr),
                offset = Value::take(head, place, nullptr);
    if (!object.is_integer() || !offset.is_integer()) break;
    own.objects.emplace_back(object.integer(), static_cast<std::size_t>(first + offset.integer()));
  }
  own.data = std::move(data);
  return own;
}

std::string_view ObjectReader::packed_text(long number, const Packed& place) const {
  const Stream& own = stream(place.stream);
  const auto index = static_cast<std::size_t>(place.index);
  if (place.index < 0 || index >= own.objects.size() || own.objects[index].first != number)
    return {};
  const std::size_t begin = own.objects[index].second;
  std::size_t end = own.data.size();
  if (index + 1 < own.objects.size() && own.objects[index + 1].second >= begin)
    end = std::min(end, own.objects[index + 1].second);
  if (begin >= end || end - begin > budget_) return {};
  budget_ -= end - begin;
  return std::string_view(own.data).substr(begin, end - begin);
}

Value ObjectReader::at(long number) const {
  std::string_view text = text_of(number);
  if (text.empty())
    if (const auto packed = packed_.find(number); packed != packed_.end())
      text = packed_text(number, packed->second);
  if (text.empty()) return of(objects_.object(number));
  std::size_t at = 0;
  Value value = Value::take(text, at, this);
  if (value.refers())
    return {};  // an object that is a reference: nothing we look for is written so
  value.reference_ = number;
  return value;
}

Value ObjectReader::of(const Object& object) const {
  Value reader;
  reader.reader_ = this;
  return reader.through(object);
}

}  // namespace remit::pdf
