#include "remit/pdf/pdf_source.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "remit/base/file_kind.h"
#include "remit/pdf/content_reader.h"
#include "remit/pdf/destinations.h"
#include "remit/pdf/hidden_parts.h"
#include "remit/pdf/object_reader.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/repair.h"
#include "remit/pdf/structure_tree.h"
#include "remit/pdf/text_string.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

using pdf::Lock;
using pdf::Object;
using pdf::Objects;
using pdf::OpenStatus;
using pdf::PageObject;

constexpr int kDeepestTree = 64;
constexpr std::size_t kMostPages = 200'000;

/// The bytes of a file with its objects and its pages, as far as they can be made out.
struct Opened {
  std::string bytes;
  Objects objects;
  OpenStatus status = OpenStatus::Damaged;
  std::vector<PageObject> pages;
  bool whole = true;        ///< the page tree had no holes
  pdf::HiddenParts hidden;  ///< from PoDoFo
};

/// Gathers the leaves of the page tree. /Count and /Type are not believed, only /Kids.
class TreeWalk {
 public:
  explicit TreeWalk(Opened& opened) : opened_(opened) {}

  void walk(const Object& node, PageObject inherited, int depth) {
    if (!node.is_dictionary() || !visited_.insert(node.identity()).second || depth > kDeepestTree ||
        opened_.pages.size() >= kMostPages) {
      opened_.whole = false;
      return;
    }
    const auto inherit = [&](Object& value, const char* key) {
      if (const Object own = node.key(key)) value = own;
    };
    inherit(inherited.resources, "Resources");
    inherit(inherited.media_box, "MediaBox");
    inherit(inherited.crop_box, "CropBox");
    inherit(inherited.rotate, "Rotate");
    const Object kids = node.key("Kids");
    if (!kids.is_array()) {
      if (node.key("Type").name() == "Pages") {
        opened_.whole = opened_.whole && node.key("Count").integer() == 0;
        return;
      }
      inherited.dictionary = node;
      inherit_from_parents(inherited);
      opened_.pages.push_back(std::move(inherited));
      return;
    }
    for (std::size_t i = 0; i < kids.size(); ++i) walk(kids.at(i), inherited, depth + 1);
  }

 private:
  /// For pages gathered without their tree: their parents may still be there.
  static void inherit_from_parents(PageObject& page) {
    Object parent = page.dictionary.key("Parent");
    for (int hops = 0; parent && hops < kDeepestTree; ++hops) {
      if (page.resources && page.media_box) return;
      if (!page.resources) page.resources = parent.key("Resources");
      if (!page.media_box) page.media_box = parent.key("MediaBox");
      parent = parent.key("Parent");
    }
  }

  Opened& opened_;
  std::unordered_set<const void*> visited_;
};

std::unique_ptr<Opened> open_bytes(std::string bytes, bool hide) {
  auto opened = std::make_unique<Opened>();
  opened->bytes = std::move(bytes);
  if (hide) opened->hidden = pdf::hide_parts(opened->bytes);
  opened->status = opened->objects.open(opened->bytes);
  if (opened->status == OpenStatus::Opened) {
    const Object root = opened->objects.trailer().key("Root");
    TreeWalk(*opened).walk(root.key("Pages"), {}, 0);
  }
  return opened;
}

/// The bytes as they were given.
std::string original_bytes(const Opened& opened) {
  std::string bytes = opened.bytes;
  pdf::show_parts(bytes, opened.hidden);
  return bytes;
}

/// Opens once more with nothing hidden. What was open goes first: both might not fit in memory.
std::unique_ptr<Opened> open_in_full(std::unique_ptr<Opened> opened) {
  std::string bytes = original_bytes(*opened);
  opened.reset();
  return open_bytes(std::move(bytes), false);
}

void say_repaired(Diagnostics& out) {
  out.push_back({.code = "repaired",
                 .severity = Severity::Warning,
                 .message = "the file is damaged; its cross-reference table was rebuilt",
                 .hint = "compare the number of pages and the last page with the original"});
}

class PdfSource final : public PageSource {
 public:
  PdfSource(std::unique_ptr<Opened> opened, bool repaired) : opened_(std::move(opened)) {
    info_.repaired = repaired;
    fill_info();
  }

  [[nodiscard]] const SourceInfo& info() const override { return info_; }

  void read(int number, Page& page, Diagnostics& out) override {
    page.number = number;
    if (number < 1 || static_cast<std::size_t>(number) > opened_->pages.size()) {
      page = Page();
      page.number = number;
      return;
    }
    const std::size_t said = out.size();
    try {
      look_beside();
      read_checked(static_cast<std::size_t>(number) - 1, page, out, said);
      if (static_cast<std::size_t>(number) <= opened_->pages.size())
        destinations_->read_links(opened_->pages[static_cast<std::size_t>(number) - 1], page.links);
      page.tags = tags_;
    } catch (const std::exception& error) {
      out.push_back({.code = "page-unreadable",
                     .severity = Severity::Error,
                     .message = std::string("the page could not be read in whole: ") + error.what(),
                     .page = number,
                     .hint = "print the document to a new PDF and read that"});
    }
  }

  std::vector<OutlineEntry> outline() override {
    try {
      look_beside();
      return destinations_->outline();
    } catch (const std::exception&) {
      return {};
    }
  }

  std::vector<PageImage> images(int number, Diagnostics& out) override {
    if (number < 1 || static_cast<std::size_t>(number) > opened_->pages.size()) return {};
    try {
      return reader_.images(opened_->pages[static_cast<std::size_t>(number) - 1], number, out);
    } catch (const std::exception&) {  // read() has said what is the matter
      return {};
    }
  }

  std::optional<PageImage> drawn_text(int number,
                                      const std::vector<std::uint16_t>& fonts) override {
    if (number < 1 || static_cast<std::size_t>(number) > opened_->pages.size()) return std::nullopt;
    try {
      return reader_.drawn_text(opened_->pages[static_cast<std::size_t>(number) - 1], number,
                                fonts);
    } catch (const std::exception&) {  // read() has said what is the matter
      return std::nullopt;
    }
  }

 private:
  /// Reads what the file says of its pages beside them, for the file as it is open now.
  void look_beside() {
    if (destinations_) return;
    const Object catalog = opened_->objects.trailer().key("Root");
    page_numbers_.clear();
    for (std::size_t i = 0; i < opened_->pages.size(); ++i)
      page_numbers_.emplace(static_cast<long>(opened_->pages[i].dictionary.id() >> 16),
                            static_cast<int>(i) + 1);
    destinations_ = std::make_unique<pdf::Destinations>(catalog, opened_->pages, page_numbers_);
    if (tags_ || !info_.tagged) return;
    const pdf::ObjectReader objects(opened_->objects, opened_->bytes, opened_->hidden);
    tags_ = pdf::read_structure_tree(objects, catalog, page_numbers_);
  }

  /// Lets go of the file that is open, and of whatever points at its objects: no page is left.
  std::unique_ptr<Opened> release() {
    reader_.clear();
    destinations_.reset();
    return std::exchange(opened_, std::make_unique<Opened>());
  }

  /// Takes the file as it was opened anew.
  void reopen(std::unique_ptr<Opened> opened) {
    opened_ = std::move(opened);
    look_beside();
  }

  void read_checked(std::size_t index, Page& page, Diagnostics& out, std::size_t said) {
    opened_->objects.forget_trouble();
    reader_.read(opened_->pages[index], page, out);
    if (opened_->objects.missed() && !opened_->hidden.empty()) {
      // By the book no page needs what is hidden; this file does not go by the book.
      out.resize(said);
      reopen(open_in_full(release()));
      if (index >= opened_->pages.size()) return;
      reader_.read(opened_->pages[index], page, out);
    }
    const bool trouble =
        opened_->objects.broken() || (opened_->objects.missed() && page.glyphs.empty());
    if (!trouble || repair_tried_ || info_.repaired) return;
    // The table was good enough to open the file, but not to find all of this page.
    repair_tried_ = true;
    if (!repair(out, said)) return;
    reader_.read(opened_->pages[index], page, out);
  }

  void fill_info() {
    const Object trailer = opened_->objects.trailer();
    const Object root = trailer.key("Root"), about = trailer.key("Info");
    info_.producer = pdf::text_string_utf8(about.key("Producer").string());
    info_.title = pdf::text_string_utf8(about.key("Title").string());
    info_.author = pdf::text_string_utf8(about.key("Author").string());
    info_.language = pdf::text_string_utf8(root.key("Lang").string());
    info_.tagged = root.has_key("StructTreeRoot");
    info_.pages = static_cast<int>(opened_->pages.size());
  }

  /// True if the file was written anew, with the same pages. Drops what was said since `said`.
  bool repair(Diagnostics& out, std::size_t said) {
    std::optional<std::string> better = pdf::rewrite(original_bytes(*opened_));
    if (!better) return false;
    auto reopened = open_bytes(std::move(*better), false);
    if (reopened->pages.size() != opened_->pages.size()) return false;
    out.resize(said);
    (void)release();
    reopen(std::move(reopened));
    info_.repaired = true;
    say_repaired(out);
    return true;
  }

  std::unique_ptr<Opened> opened_;
  pdf::ContentReader reader_;
  std::unordered_map<long, int> page_numbers_;  // by the number of a page's object
  std::unique_ptr<pdf::Destinations> destinations_;
  std::shared_ptr<const Tags> tags_;  // read once: they hold no objects
  SourceInfo info_;
  bool repair_tried_ = false;
};

Error not_a_pdf(std::string_view bytes) {
  std::string hint = bytes.empty() ? "the file is empty: fetch it again" : advice_on(bytes);
  if (hint.empty()) hint = "give a PDF file";
  return {.code = "not-a-pdf", .message = "this is not a PDF file", .hint = std::move(hint)};
}

Error encrypted() {
  return {.code = "encrypted",
          .message = "encrypted with a password",
          .hint = "save a copy without the password and try again"};
}

/// Whether there is anything of a PDF in the bytes, with or without its header.
bool looks_like_pdf(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != bytes.npos) return true;
  return bytes.find(" obj") != bytes.npos && bytes.find("endobj") != bytes.npos;
}

Result<std::unique_ptr<PageSource>> open_checked(std::string bytes, Diagnostics& out) {
  if (!looks_like_pdf(bytes)) return fail(not_a_pdf(bytes));
  const Lock lock = pdf::check_encryption(bytes);
  if (lock == Lock::Password) return fail(encrypted());

  std::unique_ptr<Opened> first;
  if (lock != Lock::Foreign) {
    pdf::correct_size(bytes);
    first = open_bytes(std::move(bytes), true);
    if (!first->hidden.empty() && (first->objects.missed() || first->pages.empty())) {
      first = open_in_full(std::move(first));
    }
    if (first->status == OpenStatus::Opened && !first->pages.empty() && first->whole) {
      return std::make_unique<PdfSource>(std::move(first), false);
    }
    bytes = original_bytes(*first);
  }
  if (std::optional<std::string> better = pdf::rewrite(bytes)) {
    auto second = open_bytes(std::move(*better), false);
    const std::size_t before = first ? first->pages.size() : 0;
    if (second->pages.size() > before) {
      if (lock != Lock::Open) say_repaired(out);
      return std::make_unique<PdfSource>(std::move(second), lock != Lock::Open);
    }
  }
  const bool opens = first && first->status == OpenStatus::Opened;
  if (opens && !first->pages.empty()) {
    out.push_back({.code = "page-tree-damaged",
                   .severity = Severity::Warning,
                   .message = "the list of pages has holes",
                   .hint = "compare the number of pages with the original"});
    return std::make_unique<PdfSource>(std::move(first), false);
  }
  if (lock == Lock::None) {
    if (std::optional<std::string> gathered = pdf::gather_pages(bytes)) {
      auto third = open_bytes(std::move(*gathered), false);
      if (!third->pages.empty()) {
        say_repaired(out);
        return std::make_unique<PdfSource>(std::move(third), true);
      }
    }
  }
  if (opens && first->objects.trailer().key("Root").key("Pages").is_dictionary()) {
    return fail({.code = "no-pages",
                 .message = "the file has no pages",
                 .hint = "open it in a PDF viewer to see whether it is the right file"});
  }
  return fail({.code = "damaged",
               .message = "the file is damaged beyond repair",
               .hint = "fetch it again; if a PDF viewer opens it, print it to a new PDF there"});
}

}  // namespace

Result<std::unique_ptr<PageSource>> open_pdf(std::string bytes, std::string_view name,
                                             Diagnostics& out) {
  Result<std::unique_ptr<PageSource>> source = fail({});
  try {
    source = open_checked(std::move(bytes), out);
  } catch (const std::exception& error) {
    source = fail({.code = "damaged",
                   .message = std::string("the file could not be read: ") + error.what(),
                   .hint = "print it to a new PDF and read that"});
  }
  if (!source) source.error().file = valid_utf8(name);
  return source;
}

}  // namespace remit
