#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace PoDoFo {
class PdfObject;
}

namespace remit::pdf {

class Objects;

/// One object of a PDF, seen through PoDoFo: cheap to copy, null where there is nothing. References
/// are followed on the way, so `page.key("Resources").key("Font")` reads as one would say it.
/// Nothing here throws: what is missing, broken or of another type reads as null, 0 or "".
/// Lives no longer than its Objects.
class Object {
 public:
  Object() = default;

  [[nodiscard]] explicit operator bool() const { return object_ != nullptr; }
  [[nodiscard]] bool is_name() const;
  [[nodiscard]] bool is_number() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_dictionary() const;  ///< a stream too: look at its dictionary
  [[nodiscard]] bool is_stream() const;

  [[nodiscard]] double number(double otherwise = 0) const;
  [[nodiscard]] long integer(long otherwise = 0) const;
  [[nodiscard]] bool boolean(bool otherwise = false) const;
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::string string() const;  ///< the bytes, decrypted; UTF-16 keeps its mark

  [[nodiscard]] std::size_t size() const;  ///< of an array
  [[nodiscard]] Object at(std::size_t index) const;
  [[nodiscard]] Object key(const char* name) const;
  [[nodiscard]] Object key(std::string_view name) const;
  [[nodiscard]] bool has_key(const char* name) const;  ///< even where it leads nowhere
  /// Of a dictionary, by key.
  [[nodiscard]] std::vector<std::pair<std::string_view, Object>> entries() const;

  /// Object and generation number of an indirect object, else 0.
  [[nodiscard]] std::uint64_t id() const;
  /// Tells two objects apart, indirect or not.
  [[nodiscard]] const void* identity() const { return object_; }

  /// The bytes of a stream, decrypted but with its filters still on. PoDoFo keeps them
  /// from then on: giving them back would take the stream's dictionary along.
  [[nodiscard]] std::string_view raw_stream() const;

 private:
  friend class Objects;
  Object(const PoDoFo::PdfObject* object, const Objects* owner) : object_(object), owner_(owner) {}

  const PoDoFo::PdfObject* object_ = nullptr;
  const Objects* owner_ = nullptr;
};

enum class OpenStatus { Opened, Encrypted, Damaged };

/// All objects of a file. The one place that knows PoDoFo; PoDoFo reads the cross-reference table,
/// object streams and ciphers, nothing more.
class Objects {
 public:
  Objects();
  ~Objects();
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;

  /// `bytes` must outlive this object. Encryption must have been checked by check_encryption()
  /// before: PoDoFo dereferences null on some incomplete encryption dictionaries.
  OpenStatus open(std::string_view bytes);

  [[nodiscard]] Object trailer() const;
  /// The object of a number, whatever its generation.
  [[nodiscard]] Object object(long number) const;
  /// Where in the bytes each object begins, by its number; -1 where it lies in an object stream or
  /// is not there. Reads no object.
  [[nodiscard]] std::vector<std::int64_t> offsets() const;

  /// True once a reference led to no object. That is allowed, and means null.
  [[nodiscard]] bool missed() const { return missed_; }
  /// True once an object was there and could not be read.
  [[nodiscard]] bool broken() const { return broken_; }
  void forget_trouble() { missed_ = broken_ = false; }

 private:
  friend class Object;
  [[nodiscard]] Object resolve(const PoDoFo::PdfObject* object) const;

  /// Whether `data`, of the stream whose object begins at `offset`, are followed by "endstream":
  /// PoDoFo believes /Length.
  [[nodiscard]] bool ends_well(std::string_view data, std::int64_t offset) const;

  struct State;
  std::unique_ptr<State> state_;
  std::string_view bytes_;
  bool encrypted_ = false;
  bool padded_strings_ = false;
  mutable bool missed_ = false;
  mutable bool broken_ = false;
};

/// The encodings that PDF names.
enum class BaseEncoding { Standard, WinAnsi, MacRoman, Symbol, ZapfDingbats };

/// Unicode of `code`, 0 if it has none.
char32_t base_encoding_character(BaseEncoding encoding, std::uint8_t code);

/// Unicode of a name in the Adobe Glyph List ("eacute", "uni20AC"), 0 if it is not listed.
char32_t listed_glyph_character(std::string_view name);

/// Width in 1/1000 em of a character in one of the 14 standard fonts (by its exact name, such as
/// "Helvetica-Bold"), or -1.
int standard_width(std::string_view font, char32_t character);

}  // namespace remit::pdf
