#include "remit/pdf/podofo_objects.h"

#include <openssl/provider.h>
#include <podofo/podofo.h>
// The widths of the standard fonts are in no other header.
#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <podofo/doc/PdfFontFactoryBase14Data.h>
#include <vector>

namespace remit::pdf {
namespace {

/// Runs `work`; PoDoFo's errors are no std::exception, so both families end here.
template <typename T, typename Work>
T guarded(const T& otherwise, Work&& work) {
  try {
    return work();
  } catch (const PoDoFo::PdfError&) {
  } catch (const std::exception&) {
  }
  return otherwise;
}

void prepare_podofo() {
  static std::once_flag once;
  std::call_once(once, [] {
    PoDoFo::PdfError::EnableDebug(false);
    PoDoFo::PdfError::EnableLogging(false);
    // OpenSSL 3 keeps RC4 in "legacy", and PoDoFo needs RC4 even where the file uses AES.
    OSSL_PROVIDER_load(nullptr, "legacy");
    OSSL_PROVIDER_load(nullptr, "default");
  });
}

/// Reads straight from memory: PoDoFo's own device copies the file into a std::istringstream and
/// pays an istream call for every character.
class MemoryDevice final : public PoDoFo::PdfInputDevice {
 public:
  explicit MemoryDevice(std::string_view bytes) : bytes_(bytes) { SetSeekable(true); }

  void Close() override {}
  std::streamoff Tell() const override { return static_cast<std::streamoff>(at_); }
  int GetChar() const override {
    if (at_ < bytes_.size()) return static_cast<unsigned char>(bytes_[at_++]);
    eof_ = true;
    return EOF;
  }
  int Look() const override {
    if (at_ < bytes_.size()) return static_cast<unsigned char>(bytes_[at_]);
    eof_ = true;
    return EOF;
  }
  void Seek(std::streamoff off, std::ios_base::seekdir dir) override {
    std::streamoff base = 0;
    if (dir == std::ios_base::cur) base = Tell();
    if (dir == std::ios_base::end) base = static_cast<std::streamoff>(bytes_.size());
    const auto last = static_cast<std::streamoff>(bytes_.size());
    if (off > last || off < -last || base + off < 0) {
      PODOFO_RAISE_ERROR(PoDoFo::ePdfError_ValueOutOfRange);
    }
    at_ = static_cast<std::size_t>(std::min(base + off, last));
    eof_ = false;
  }
  std::streamoff Read(char* buffer, std::streamsize length) override {
    const std::size_t wanted = length > 0 ? static_cast<std::size_t>(length) : 0;
    const std::size_t got = std::min(wanted, bytes_.size() - at_);
    if (got != 0) std::memcpy(buffer, bytes_.data() + at_, got);
    at_ += got;
    if (got < wanted) eof_ = true;
    return static_cast<std::streamoff>(got);
  }
  bool Eof() const override { return eof_; }
  bool Bad() const override { return false; }
  void Clear(std::ios_base::iostate) const override { eof_ = false; }

 private:
  std::string_view bytes_;
  mutable std::size_t at_ = 0;
  mutable bool eof_ = false;
};

}  // namespace

struct Objects::State {
  // Declared before the objects, which point at its cipher.
  std::unique_ptr<PoDoFo::PdfParser> parser;
  PoDoFo::PdfVecObjects objects;
};

Objects::Objects() = default;
Objects::~Objects() {
  guarded(false, [&] {
    if (state_) state_->objects.Clear();
    return true;
  });
}

OpenStatus Objects::open(std::string_view bytes) {
  prepare_podofo();
  bytes_ = bytes;
  try {
    state_ = std::make_unique<State>();
    state_->objects.SetAutoDelete(true);
    state_->parser = std::make_unique<PoDoFo::PdfParser>(&state_->objects);
    const PoDoFo::PdfRefCountedInputDevice device(new MemoryDevice(bytes));
    state_->parser->ParseFile(device, true);
    if (const PoDoFo::PdfEncrypt* cipher = state_->parser->GetEncrypt()) {
      encrypted_ = true;
      // PoDoFo leaves the padding of AES at the end of strings.
      padded_strings_ =
          cipher->GetEncryptAlgorithm() >= PoDoFo::PdfEncrypt::ePdfEncryptAlgorithm_AESV2;
    }
    return state_->parser->GetTrailer() != nullptr ? OpenStatus::Opened : OpenStatus::Damaged;
  } catch (const PoDoFo::PdfError& error) {
    if (error.GetError() == PoDoFo::ePdfError_InvalidPassword) return OpenStatus::Encrypted;
  } catch (const std::exception&) {
  }
  return OpenStatus::Damaged;
}

Object Objects::trailer() const {
  if (!state_ || !state_->parser) return {};
  return {state_->parser->GetTrailer(), this};
}

Object Objects::object(long number) const {
  if (!state_ || number <= 0) return {};
  return guarded(Object{}, [&]() -> Object {
    return {
        state_->objects.GetObject(PoDoFo::PdfReference(static_cast<PoDoFo::pdf_objnum>(number), 0)),
        this};
  });
}

std::vector<std::int64_t> Objects::offsets() const {
  std::vector<std::int64_t> offsets;
  if (!state_) return offsets;
  for (const PoDoFo::PdfObject* object : state_->objects) {
    const auto* parsed = dynamic_cast<const PoDoFo::PdfParserObject*>(object);
    const std::size_t number = object->Reference().ObjectNumber();
    if (number >= offsets.size()) offsets.resize(number + 1, -1);
    if (parsed != nullptr) offsets[number] = parsed->GetOffset();
  }
  return offsets;
}

Object Objects::resolve(const PoDoFo::PdfObject* object) const {
  try {
    // A chain of references is not allowed, but exists; a loop of them must end.
    for (int hops = 0; object != nullptr && hops < 16; ++hops) {
      if (object->IsNull()) return {};
      if (!object->IsReference()) return {object, this};
      object = state_->objects.GetObject(object->GetReference());
    }
    missed_ = true;
  } catch (const PoDoFo::PdfError&) {
    broken_ = true;
  } catch (const std::exception&) {
    broken_ = true;
  }
  return {};
}

bool Objects::ends_well(std::string_view data, std::int64_t offset) const {
  if (encrypted_ || offset < 0 || static_cast<std::size_t>(offset) >= bytes_.size()) return true;
  constexpr std::string_view kBegin = "stream";
  // The word may stand in the dictionary too, so look for the one that the data follow.
  auto at = static_cast<std::size_t>(offset);
  for (int tries = 0; tries < 8; ++tries) {
    at = bytes_.find(kBegin, at);
    if (at == std::string_view::npos) return true;
    at += kBegin.size();
    std::size_t begin = at;
    if (begin < bytes_.size() && bytes_[begin] == '\r') ++begin;
    if (begin < bytes_.size() && bytes_[begin] == '\n') ++begin;
    if (bytes_.substr(begin, std::min<std::size_t>(data.size(), 64)) != data.substr(0, 64))
      continue;
    std::string_view rest = bytes_.substr(std::min(begin + data.size(), bytes_.size()), 32);
    while (!rest.empty() && (rest[0] == '\r' || rest[0] == '\n' || rest[0] == ' ')) {
      rest.remove_prefix(1);
    }
    return rest.starts_with("endstream") || rest.starts_with("endobj");
  }
  return true;
}

bool Object::is_name() const {
  return guarded(false, [&] { return object_ && object_->IsName(); });
}
bool Object::is_number() const {
  return guarded(false, [&] { return object_ && (object_->IsNumber() || object_->IsReal()); });
}
bool Object::is_string() const {
  return guarded(false, [&] { return object_ && (object_->IsString() || object_->IsHexString()); });
}
bool Object::is_array() const {
  return guarded(false, [&] { return object_ && object_->IsArray(); });
}
bool Object::is_dictionary() const {
  return guarded(false, [&] { return object_ && object_->IsDictionary(); });
}

bool Object::is_stream() const {
  return guarded(false, [&] {
    if (!object_ || !object_->IsDictionary()) return false;
    const auto* parsed = dynamic_cast<const PoDoFo::PdfParserObject*>(object_);
    return parsed ? parsed->HasStreamToParse() : object_->HasStream();
  });
}

double Object::number(double otherwise) const {
  return guarded(otherwise, [&] {
    if (!object_) return otherwise;
    if (object_->IsReal()) return object_->GetReal();
    if (object_->IsNumber()) return static_cast<double>(object_->GetNumber());
    return otherwise;
  });
}

long Object::integer(long otherwise) const {
  const double value = number(static_cast<double>(otherwise));
  if (!(value > -1e15 && value < 1e15)) return otherwise;
  return static_cast<long>(value);
}

bool Object::boolean(bool otherwise) const {
  return guarded(otherwise,
                 [&] { return object_ && object_->IsBool() ? object_->GetBool() : otherwise; });
}

std::string_view Object::name() const {
  return guarded(std::string_view{}, [&]() -> std::string_view {
    if (!object_ || !object_->IsName()) return {};
    return object_->GetName().GetName();
  });
}

std::string Object::string() const {
  return guarded(std::string{}, [&]() -> std::string {
    if (!object_ || !(object_->IsString() || object_->IsHexString())) return {};
    const PoDoFo::PdfString& value = object_->GetString();
    std::string bytes;
    if (value.IsUnicode()) bytes = "\xFE\xFF";  // PoDoFo took it off
    const auto length = value.GetLength();
    if (value.GetString() != nullptr && length > 0) {
      bytes.append(value.GetString(), static_cast<std::size_t>(length));
    }
    if (owner_->padded_strings_ && !bytes.empty() && bytes.size() % 16 == 0) {
      const auto padding = static_cast<unsigned char>(bytes.back());
      if (padding >= 1 && padding <= 16) bytes.resize(bytes.size() - padding);
    }
    return bytes;
  });
}

std::size_t Object::size() const {
  return guarded(std::size_t{0}, [&]() -> std::size_t {
    return object_ && object_->IsArray() ? object_->GetArray().size() : 0;
  });
}

Object Object::at(std::size_t index) const {
  return guarded(Object{}, [&]() -> Object {
    if (!object_ || !object_->IsArray() || index >= object_->GetArray().size()) return {};
    return owner_->resolve(&object_->GetArray()[index]);
  });
}

Object Object::key(const char* name) const {
  return guarded(Object{}, [&]() -> Object {
    if (!object_ || !object_->IsDictionary()) return {};
    const PoDoFo::PdfObject* value = object_->GetDictionary().GetKey(PoDoFo::PdfName(name));
    return value != nullptr ? owner_->resolve(value) : Object{};
  });
}

Object Object::key(std::string_view name) const { return key(std::string(name).c_str()); }

bool Object::has_key(const char* name) const {
  return guarded(false, [&] {
    return object_ && object_->IsDictionary() &&
           object_->GetDictionary().HasKey(PoDoFo::PdfName(name));
  });
}

std::vector<std::pair<std::string_view, Object>> Object::entries() const {
  using Entries = std::vector<std::pair<std::string_view, Object>>;
  return guarded(Entries{}, [&] {
    Entries entries;
    if (!object_ || !object_->IsDictionary()) return entries;
    for (const auto& [key, value] : object_->GetDictionary().GetKeys())
      entries.emplace_back(key.GetName(), owner_->resolve(value));
    return entries;
  });
}

std::uint64_t Object::id() const {
  if (object_ == nullptr) return 0;
  const PoDoFo::PdfReference& reference = object_->Reference();
  return static_cast<std::uint64_t>(reference.ObjectNumber()) << 16 |
         static_cast<std::uint64_t>(reference.GenerationNumber());
}

std::string_view Object::raw_stream() const {
  if (!is_stream()) return {};
  try {
    const auto* stream = dynamic_cast<const PoDoFo::PdfMemStream*>(object_->GetStream());
    if (stream == nullptr || stream->Get() == nullptr || stream->GetLength() <= 0) return {};
    const std::string_view data(stream->Get(), static_cast<std::size_t>(stream->GetLength()));
    const auto* parsed = dynamic_cast<const PoDoFo::PdfParserObject*>(object_);
    if (parsed != nullptr && !owner_->ends_well(data, parsed->GetOffset())) owner_->broken_ = true;
    return data;
  } catch (const PoDoFo::PdfError&) {
  } catch (const std::exception&) {
  }
  owner_->broken_ = true;
  return {};
}

// --- tables ------------------------------------------------------------------------------------

namespace {

using EncodingTable = std::array<char32_t, 256>;

EncodingTable encoding_table(const PoDoFo::PdfEncoding& encoding) {
  EncodingTable table{};
  for (int code = encoding.GetFirstChar(); code <= std::min(encoding.GetLastChar(), 255); ++code) {
    const auto swapped =
        guarded(PoDoFo::pdf_utf16be{0}, [&] { return encoding.GetCharCode(code); });
    // GetCharCode answers in big-endian order whatever the machine.
    unsigned char bytes[2];
    std::memcpy(bytes, &swapped, 2);
    table[static_cast<std::size_t>(code)] = static_cast<char32_t>(bytes[0] << 8 | bytes[1]);
  }
  return table;
}

struct StandardFont {
  const char* name;
  const PoDoFo::PODOFO_CharData* widths;
};

constexpr StandardFont kStandardFonts[] = {
    {"Courier", PoDoFo::CHAR_DATA_COURIER},
    {"Courier-Bold", PoDoFo::CHAR_DATA_COURIER_BOLD},
    {"Courier-Oblique", PoDoFo::CHAR_DATA_COURIER_OBLIQUE},
    {"Courier-BoldOblique", PoDoFo::CHAR_DATA_COURIER_BOLD_OBLIQUE},
    {"Helvetica", PoDoFo::CHAR_DATA_HELVETICA},
    {"Helvetica-Bold", PoDoFo::CHAR_DATA_HELVETICA_BOLD},
    {"Helvetica-Oblique", PoDoFo::CHAR_DATA_HELVETICA_OBLIQUE},
    {"Helvetica-BoldOblique", PoDoFo::CHAR_DATA_HELVETICA_BOLD_OBLIQUE},
    {"Times-Roman", PoDoFo::CHAR_DATA_TIMES_ROMAN},
    {"Times-Bold", PoDoFo::CHAR_DATA_TIMES_BOLD},
    {"Times-Italic", PoDoFo::CHAR_DATA_TIMES_ITALIC},
    {"Times-BoldItalic", PoDoFo::CHAR_DATA_TIMES_BOLD_ITALIC},
    {"Symbol", PoDoFo::CHAR_DATA_SYMBOL},
    {"ZapfDingbats", PoDoFo::CHAR_DATA_ZAPF_DINGBATS},
};

}  // namespace

char32_t base_encoding_character(BaseEncoding encoding, std::uint8_t code) {
  static const std::array<EncodingTable, 5> tables = {
      encoding_table(PoDoFo::PdfStandardEncoding()), encoding_table(PoDoFo::PdfWinAnsiEncoding()),
      encoding_table(PoDoFo::PdfMacRomanEncoding()), encoding_table(PoDoFo::PdfSymbolEncoding()),
      encoding_table(PoDoFo::PdfZapfDingbatsEncoding())};
  return tables[static_cast<std::size_t>(encoding)][code];
}

char32_t listed_glyph_character(std::string_view name) {
  const PoDoFo::pdf_utf16be swapped = guarded(PoDoFo::pdf_utf16be{0}, [&] {
    return PoDoFo::PdfDifferenceEncoding::NameToUnicodeID(PoDoFo::PdfName(std::string(name)));
  });
  unsigned char bytes[2];
  std::memcpy(bytes, &swapped, 2);
  return static_cast<char32_t>(bytes[0] << 8 | bytes[1]);
}

int standard_width(std::string_view font, char32_t character) {
  for (const StandardFont& standard : kStandardFonts) {
    if (font != standard.name) continue;
    for (const PoDoFo::PODOFO_CharData* entry = standard.widths; entry->unicode != 0xFFFF;
         ++entry) {
      if (entry->unicode == character) return entry->width;
    }
    return -1;
  }
  return -1;
}

}  // namespace remit::pdf
