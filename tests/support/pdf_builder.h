#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace remit::testing {

/// Writes small PDFs, with a cross-reference table that is right.
///
///     PdfBuilder pdf;                                  // one page, 200 by 300, Helvetica as /F1
///     pdf.content = "BT /F1 10 Tf 20 250 Td (Hi) Tj ET";
///     std::string bytes = pdf.bytes();
///
/// Objects 1 to 5 are the catalog, the page tree, the page, its content and /F1; add() numbers its
/// objects from 6 on.
class PdfBuilder {
 public:
  std::string content;
  std::string page_entries = "/MediaBox[0 0 200 300]";
  std::string resources;  ///< beside /Font
  std::string fonts;      ///< beside /F1
  std::string catalog_entries;
  std::string font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
  std::string content_entries;

  /// Adds an object and returns its number.
  int add(std::string body) {
    extra_.push_back(std::move(body));
    return static_cast<int>(extra_.size()) + 5;
  }

  int add_stream(std::string_view entries, std::string_view data) {
    return add(stream(entries, data));
  }

  [[nodiscard]] std::string bytes() const {
    std::vector<std::string> objects = {
        "<</Type/Catalog/Pages 2 0 R" + catalog_entries + ">>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page_entries + "/Resources<</Font<</F1 5 0 R" +
            fonts + ">>" + resources + ">>>>",
        stream(content_entries, content),
        font,
    };
    objects.insert(objects.end(), extra_.begin(), extra_.end());
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      offsets.push_back(out.size());
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
      char row[32];
      std::snprintf(row, sizeof row, "%010zu 00000 n \n", offset);
      out += row;
    }
    out += "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R>>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return out;
  }

 private:
  static std::string stream(std::string_view entries, std::string_view data) {
    return "<<" + std::string(entries) + "/Length " + std::to_string(data.size()) + ">>stream\n" +
           std::string(data) + "\nendstream";
  }

  std::vector<std::string> extra_;
};

}  // namespace remit::testing
