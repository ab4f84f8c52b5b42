#include "remit/view/page_svg.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>

#include "remit/text/markup.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

// All measures are points.
constexpr float kMargin = 132;  // beside the page, for the nodes' ids
constexpr float kEdge = 12;     // above the page, and beside it where no id stands
constexpr float kIndent = 5;    // of an id below its parent's
constexpr float kIdSize = 6.5f;
constexpr float kIdPitch = 7.5f;
constexpr float kIdWidth = 0.52f;  // of an id's type size: a character, about
constexpr std::size_t kIdLength = 26;
constexpr float kLegendSize = 8;
constexpr float kLegendPitch = 13;
constexpr float kLargest = 20000;  // no page is larger; what lies further out is not drawn there
constexpr float kStep = 3;  // a word that begins further left than the last one ended: a new line
constexpr float kNearby = 45;  // furniture of one kind as near as this is one thing to a reader
constexpr std::size_t kExcerpt = 160;
constexpr std::string_view kFurnitureColour = "#707070";

// in the order of NodeType; hues that are told apart by the colour-blind (Okabe and Ito), and tones
// of them
constexpr std::array<std::string_view, 12> kNodeColours = {
    "#7a0177", "#a6267f", "#8856a7", "#6a51a3", "#54278f", "#0072b2",
    "#009e73", "#d55e00", "#b8860b", "#8c6d31", "#00868b", "#6e6e6e"};
static_assert(kNodeColours.size() == static_cast<std::size_t>(NodeType::Text) + 1);

std::string_view colour_of(NodeType type) { return kNodeColours[static_cast<std::size_t>(type)]; }

/// The first `most` characters.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < most; ++n) next_utf8(text, at);
  return at < text.size() ? std::string(text.substr(0, at)) + "…" : std::string(text);
}

/// "12.5": two decimals at most, the same in every locale; nothing that is no number.
std::string number(float value) {
  if (!(std::abs(value) <= kLargest)) value = std::signbit(value) ? -kLargest : kLargest;
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 std::round(value * 100) / 100, std::chars_format::fixed, 2);
  std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  while (text.ends_with('0')) text.remove_suffix(1);
  if (text.ends_with('.')) text.remove_suffix(1);
  return text == "-0" ? "0" : std::string(text);
}

std::string colour(std::uint32_t rgb) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4) out += kDigits[(rgb >> shift) & 15U];
  return out;
}

Box grown(const Box& box, float by) { return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by}; }

void take_in(Box& box, const Box& other) {
  box = {std::min(box.x0, other.x0), std::min(box.y0, other.y0), std::max(box.x1, other.x1),
         std::max(box.y1, other.y1)};
}

std::string rect(const Box& box, std::string_view attributes) {
  return "<rect x=\"" + number(box.x0) + "\" y=\"" + number(box.y0) + "\" width=\"" +
         number(std::max(box.width(), 0.0f)) + "\" height=\"" +
         number(std::max(box.height(), 0.0f)) + "\" " + std::string(attributes) + "/>\n";
}

std::string titled(std::string_view group, std::string_view title, const std::string& content) {
  return "<g " + std::string(group) + "><title>" + markup(title) + "</title>\n" + content +
         "</g>\n";
}

std::string label(float x, float y, std::string_view attributes, std::string_view text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + std::string(attributes) + ">" +
         markup(text) + "</text>\n";
}

class Picture {
 public:
  Picture(const Page& page, const Layout& layout, const Record& record)
      : page_(page), layout_(layout), record_(record) {}

  std::string draw();

 private:
  struct Mark {  // an id beside the page
    std::string text;
    std::string_view colour;
    float indent = 0;
    float x = 0, y = 0;  // where on the page it points
    float at = 0;        // its own height, once there is room
  };

  std::vector<Box> lines_of(const std::vector<Span>& words) const;
  static std::vector<Box> blocks_of(const std::vector<Box>& lines);
  std::string excerpt(const std::vector<Span>& words) const;

  std::string draw_word(std::size_t index) const;
  std::string draw_words();
  std::string draw_rulings() const;
  std::string draw_cut();
  std::string draw_lines() const;
  std::string draw_paragraphs() const;
  std::string draw_furniture();
  std::string draw_nodes();
  std::string draw_unplaced();
  std::string draw_marks(std::vector<Mark>& marks, bool left, float& bottom) const;
  std::string draw_legend(float left, float right, float& bottom) const;

  [[nodiscard]] bool here(std::size_t word) const {
    return static_cast<int>(layout_.words[word].page) == page_.number;
  }

  const Page& page_;
  const Layout& layout_;
  const Record& record_;
  std::map<NodeType, std::size_t> types_;  // nodes on the page
  std::vector<Mark> left_, right_;
  std::vector<bool> owned_;  // of Layout::words
  std::size_t nodes_ = 0, cells_ = 0, columns_ = 0, furniture_ = 0, hidden_ = 0, unplaced_ = 0;
};

/// The words of this page, a box for each line of them.
std::vector<Box> Picture::lines_of(const std::vector<Span>& words) const {
  std::vector<Box> lines;
  for (const Span& span : words) {
    bool open = false;
    for (std::size_t w = span.begin; w < span.end && w < layout_.words.size(); ++w) {
      if (!here(w)) continue;
      const Box& box = layout_.words[w].box;
      const float middle = (box.y0 + box.y1) / 2;
      if (open && middle >= lines.back().y0 && middle <= lines.back().y1 &&
          box.x0 >= lines.back().x1 - kStep)
        take_in(lines.back(), box);
      else
        lines.push_back(box);
      open = true;
    }
  }
  return lines;
}

/// Lines that follow each other down the page, as one box; a new one where they go on further up.
std::vector<Box> Picture::blocks_of(const std::vector<Box>& lines) {
  std::vector<Box> blocks;
  for (const Box& line : lines) {
    if (!blocks.empty() && line.y1 >= blocks.back().y1 - kStep && line.x0 <= blocks.back().x1 &&
        line.x1 >= blocks.back().x0)
      take_in(blocks.back(), line);
    else
      blocks.push_back(line);
  }
  return blocks;
}

std::string Picture::excerpt(const std::vector<Span>& words) const {
  std::vector<Span> some;
  std::size_t count = 0;
  for (const Span& span : words) {
    if (count > kExcerpt) break;
    const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(span.size(), kExcerpt));
    some.push_back({span.begin, span.begin + size});
    count += size;
  }
  return shortened(text_of(layout_, some), kExcerpt);
}

std::string Picture::draw_word(std::size_t index) const {
  const Word& word = layout_.words[index];
  const Style& style = layout_.style(word);
  const std::string_view text = layout_.word(index);
  const std::size_t length = count_utf8(text);
  const float size = std::clamp(style.size, 1.0f, 500.0f);
  // text that runs up the page has no width: its box is as high as it is long
  const bool upwards = !word.slanted && length > 1 && word.box.height() > 1.5f * size &&
                       word.box.width() < 0.5f * size;
  std::string out = "<text ";
  if (word.slanted || upwards) {
    const float turn =
        upwards ? -90 : -std::atan2(word.box.height() - size, word.box.width()) * 57.29578f;
    out += "transform=\"translate(" + number(word.box.x0) + " " + number(word.box.y1) +
           ") rotate(" + number(turn) + ")\"";
  } else {
    out += "x=\"" + number(word.box.x0) + "\" y=\"" + number(word.baseline) + "\"";
    if (word.box.width() > 0.5f && length > 0)
      out += " textLength=\"" + number(word.box.width()) + "\" lengthAdjust=\"spacingAndGlyphs\"";
  }
  out += " font-size=\"" + number(size) + "\"";
  if (style.bold) out += " font-weight=\"bold\"";
  if (style.italic) out += " font-style=\"italic\"";
  if (style.small_capitals) out += " font-variant=\"small-caps\"";
  // white on a dark ground, which is not drawn here
  const std::uint32_t light =
      ((style.rgb >> 16) & 255U) + ((style.rgb >> 8) & 255U) + (style.rgb & 255U);
  const std::uint32_t rgb = light > 600 ? 0x707070 : style.rgb;
  if (word.hidden)  // drawn as what it is, whatever its colour
    out += " fill=\"#d00000\" fill-opacity=\"0.5\"";
  else if (rgb != 0)
    out += " fill=\"" + colour(rgb) + "\"";
  if (word.slanted && !word.hidden) out += " fill-opacity=\"0.4\"";
  return out + ">" + markup(text) + "</text>\n";
}

std::string Picture::draw_words() {
  std::string out =
      layout_.plain_text
          ? "<g class=\"words\" font-family=\"Liberation Mono, Courier New, monospace\">\n"
          : "<g class=\"words\">\n";
  for (std::size_t w = 0; w < layout_.words.size(); ++w) {
    if (!here(w)) continue;
    if (layout_.words[w].hidden) {
      ++hidden_;
      out += rect(grown(layout_.words[w].box, 0.5f),
                  R"(fill="none" stroke="#d00000" stroke-width="0.7")");
    }
    out += draw_word(w);
  }
  return out + "</g>\n";
}

std::string Picture::draw_rulings() const {
  std::string out = "<g class=\"rulings\" stroke=\"#8c8c8c\">\n";
  for (const Ruling& ruling : page_.rulings)
    out += "<line x1=\"" + number(ruling.x0) + "\" y1=\"" + number(ruling.y0) + "\" x2=\"" +
           number(ruling.x1) + "\" y2=\"" + number(ruling.y1) + "\" stroke-width=\"" +
           number(std::clamp(ruling.width, 0.4f, 6.0f)) + "\"/>\n";
  out += "</g>\n<g class=\"dots\" fill=\"#8c8c8c\">\n";
  for (const Box& dot : page_.dots) out += rect(dot, R"(rx="1")");
  return out + "</g>\n";
}

std::string Picture::draw_cut() {
  std::string columns, cells;
  for (const PageCut& cut : layout_.cuts) {
    if (cut.page != page_.number) continue;
    for (const Box& column : cut.columns) {
      const Box box{column.x0, std::max(column.y0, 0.0f), column.x1,
                    std::min(column.y1, page_.height)};
      const std::string name = "column " + std::to_string(++columns_);
      columns +=
          titled("class=\"column\"", name + " in reading order",
                 rect(grown(box, 4), R"(fill="none" stroke="#3355ff" stroke-width="0.8" )"
                                     R"(stroke-dasharray="6 3")") +
                     label(box.x0 - 4, box.y0 - 5.5f, R"(font-size="6.5" fill="#3355ff")", name));
    }
    for (const Box& cell : cut.cells) {
      ++cells_;
      cells +=
          rect(cell, R"(fill="#00868b" fill-opacity="0.04" stroke="#00868b" stroke-width="1.2")");
    }
  }
  if (!cells.empty())
    cells = titled("class=\"cells\"", "cells of a table, as they were found", cells);
  return cells + columns;
}

std::string Picture::draw_lines() const {
  std::string out = "<g class=\"lines\" fill=\"none\" stroke=\"#9a9a9a\" stroke-width=\"0.25\">\n";
  for (const Line& line : layout_.lines)
    if (line.page == page_.number) out += rect(line.box, "");
  return out + "</g>\n";
}

std::string Picture::draw_paragraphs() const {
  std::string out =
      "<g class=\"paragraphs\" fill=\"none\" stroke=\"#404040\" stroke-width=\"0.5\" "
      "stroke-dasharray=\"1.5 1.5\">\n";
  const auto draw = [&](const Paragraph& paragraph) {
    for (const Box& block : blocks_of(lines_of(paragraph.words)))
      out += rect(grown(block, 1), R"(rx="1.5")");
  };
  for (const Block& block : layout_.blocks) {
    if (!block.table) {
      draw(block.paragraph);
      continue;
    }
    for (const auto& row : block.table->rows)
      for (const Cell& cell : row)
        for (const Paragraph& paragraph : cell.paragraphs) draw(paragraph);
  }
  return out + "</g>\n";
}

std::string Picture::draw_furniture() {
  std::string out;
  std::map<FurnitureKind, float> named;  // y of the last one of a kind
  for (const Furniture& furniture : layout_.furniture) {
    for (const Span& span : furniture.words)
      for (std::size_t w = span.begin; w < span.end && w < owned_.size(); ++w) owned_[w] = true;
    if (furniture.kind == FurnitureKind::Hidden) continue;  // framed, word by word
    const std::vector<Box> lines = lines_of(furniture.words);
    if (lines.empty()) continue;
    ++furniture_;
    std::string boxes;
    for (const Box& line : lines)
      boxes +=
          rect(grown(line, 1), furniture.kind == FurnitureKind::Watermark
                                   ? R"(fill="none" stroke="#9a9a9a" stroke-width="0.8")"
                                   : R"~(fill="url(#hatch)" stroke="#9a9a9a" stroke-width="0.4")~");
    // a column of line numbers is named once
    const float y = (lines[0].y0 + lines[0].y1) / 2;
    const auto last = named.find(furniture.kind);
    if (last == named.end() || std::abs(y - last->second) > kNearby)
      left_.push_back({.text = "(" + std::string(name_of(furniture.kind)) + ")",
                       .colour = kFurnitureColour,
                       .x = lines[0].x0 - 1.5f,
                       .y = y});
    named[furniture.kind] = y;
    out += titled(
        "class=\"furniture\"",
        "furniture: " + std::string(name_of(furniture.kind)) + "\n" + excerpt(furniture.words),
        boxes);
  }
  return out;
}

std::string Picture::draw_nodes() {
  std::string out;
  const Tree& tree = record_.structure;
  std::vector<int> depth(tree.nodes.size(), 0);
  for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
    const Node& node = tree.nodes[n];
    if (node.parent != kNoNode) depth[n] = depth[node.parent] + 1;
    for (const Span& span : node.words)
      for (std::size_t w = span.begin; w < span.end && w < owned_.size(); ++w) owned_[w] = true;
    const std::vector<Box> lines = lines_of(node.words);
    if (lines.empty()) continue;
    ++nodes_;
    ++types_[node.type];
    const std::string_view type = name_of(node.type);
    const std::string_view ink = colour_of(node.type);
    const std::string fill = "fill=\"" + std::string(ink) + "\"";
    std::string boxes;
    for (const Box& line : lines) boxes += rect(line, fill + " fill-opacity=\"0.16\"");
    const std::vector<Box> blocks = blocks_of(lines);
    for (const Box& block : blocks)
      boxes += rect({block.x0 - 3.2f, block.y0, block.x0 - 1.4f, block.y1}, fill);
    std::string title = node.id + "\n" + std::string(type);
    if (node.page != page_.number) title += ", goes on from page " + std::to_string(node.page);
    if (node.label) title += "\nlabel: " + *node.label;
    if (node.heading) title += "\nheading: " + *node.heading;
    title += "\nrule: " + node.rule + "\n" + excerpt(node.words);
    out += titled("class=\"node " + std::string(type) + "\"", title, boxes);

    const std::size_t joint = node.id.rfind("__");
    const bool right = blocks[0].x0 > 0.48f * page_.width;
    (right ? right_ : left_)
        .push_back(
            {.text = (node.page < page_.number ? "… " : "") +
                     shortened(joint == std::string::npos ? node.id : node.id.substr(joint + 2),
                               kIdLength),
             .colour = ink,
             .indent = kIndent * static_cast<float>(std::min(depth[n], 8)),
             .x = right ? blocks[0].x1 + 1 : blocks[0].x0 - 3.5f,
             .y = (lines[0].y0 + lines[0].y1) / 2});
  }
  return out;
}

std::string Picture::draw_unplaced() {
  std::string boxes;
  for (std::size_t w = 0; w < owned_.size(); ++w) {
    if (owned_[w] || !here(w)) continue;
    ++unplaced_;
    boxes += rect(grown(layout_.words[w].box, 1),
                  R"(fill="#ff0000" fill-opacity="0.3" stroke="#ff0000" stroke-width="1.5")");
  }
  return boxes.empty() ? "" : titled("class=\"unplaced\"", "in no node: a fault of remit's", boxes);
}

/// Ids beside the page, each at the height of its node or as near below as there is room.
std::string Picture::draw_marks(std::vector<Mark>& marks, bool left, float& bottom) const {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.y < b.y; });
  std::string out;
  float next = 0;
  for (Mark& mark : marks) {
    mark.at = std::max(mark.y, next);
    next = mark.at + kIdPitch;
    const float width = static_cast<float>(count_utf8(mark.text)) * kIdWidth * kIdSize;
    const float from = left ? 6 - kMargin + mark.indent : page_.width + 14 + mark.indent;
    const float edge = left ? -4 : page_.width + 4;
    const float begin = left ? std::min(from + width + 3, edge) : from - 2;
    out += "<path d=\"M" + number(begin) + " " + number(mark.at) + "H" + number(edge) + "L" +
           number(left ? edge + 8 : edge - 8) + " " + number(mark.y) + "H" + number(mark.x) +
           "\" fill=\"none\" stroke=\"" + std::string(mark.colour) +
           "\" stroke-width=\"0.4\" stroke-opacity=\"0.55\"/>\n" +
           label(from, mark.at + 0.35f * kIdSize,
                 "font-size=\"" + number(kIdSize) + "\" fill=\"" + std::string(mark.colour) + "\"",
                 mark.text);
  }
  bottom = std::max(bottom, next + 4);
  return "<g class=\"ids\">\n" + out + "</g>\n";
}

/// What the colours mean, as far as they occur; then what was found odd on the page.
std::string Picture::draw_legend(float left, float right, float& bottom) const {
  struct Entry {
    std::string attributes, text;
  };
  std::vector<Entry> entries;
  for (const auto& [type, count] : types_)
    entries.push_back({"fill=\"" + std::string(colour_of(type)) + "\" fill-opacity=\"0.45\"",
                       std::string(name_of(type)) + " " + std::to_string(count)});
  entries.push_back({R"(fill="none" stroke="#9a9a9a" stroke-width="0.4")", "line"});
  entries.push_back(
      {R"(fill="none" stroke="#404040" stroke-width="0.7" stroke-dasharray="1.5 1.5")",
       "paragraph"});
  if (cells_ > 0)
    entries.push_back(
        {R"(fill="none" stroke="#00868b" stroke-width="1.2")", "cell " + std::to_string(cells_)});
  if (columns_ > 0)
    entries.push_back(
        {R"(fill="none" stroke="#3355ff" stroke-width="0.8" stroke-dasharray="3 1.5")",
         "column " + std::to_string(columns_)});
  if (!page_.rulings.empty()) entries.push_back({R"(fill="#8c8c8c")", "ruling"});
  if (furniture_ > 0)
    entries.push_back({R"~(fill="url(#hatch)" stroke="#9a9a9a" stroke-width="0.4")~", "furniture"});
  if (hidden_ > 0)
    entries.push_back({R"(fill="none" stroke="#d00000" stroke-width="0.7")", "hidden"});
  if (unplaced_ > 0)
    entries.push_back({R"(fill="#ff0000" fill-opacity="0.3" stroke="#ff0000" stroke-width="1.5")",
                       "in no node " + std::to_string(unplaced_)});

  std::string out =
      "<g class=\"legend\" font-size=\"" + number(kLegendSize) + "\" fill=\"#202020\">\n";
  float x = left, y = bottom + kLegendPitch;
  for (const Entry& entry : entries) {
    const float width = 20 + static_cast<float>(count_utf8(entry.text)) * 0.55f * kLegendSize;
    if (x > left && x + width > right) {
      x = left;
      y += kLegendPitch;
    }
    out += rect({x, y - 7, x + 10, y + 1}, entry.attributes) + label(x + 13, y, "", entry.text);
    x += width;
  }
  for (const Diagnostic& diagnostic : record_.diagnostics) {
    if (diagnostic.page != page_.number) continue;
    y += kLegendPitch;
    out += label(left, y, R"(fill="#b00000")",
                 diagnostic.message + " [" + diagnostic.code + "]" +
                     (diagnostic.node.empty() ? "" : "  " + diagnostic.node));
  }
  bottom = y + kLegendPitch;
  return out + "</g>\n";
}

std::string Picture::draw() {
  owned_.assign(layout_.words.size(), false);
  // later above earlier; unplaced are the words that neither furniture nor nodes took
  std::string body = draw_rulings();
  body += draw_cut();
  body += draw_furniture();
  body += draw_nodes();
  body += draw_lines();
  body += draw_paragraphs();
  body += draw_unplaced();
  const std::string words = draw_words();
  const float left = -kMargin;
  const float right = page_.width + (right_.empty() ? kEdge : kMargin);
  float bottom = page_.height;
  body += draw_marks(left_, true, bottom);
  body += draw_marks(right_, false, bottom);
  body += draw_legend(left + 6, right - 6, bottom);

  const std::string pages =
      std::to_string(page_.number) + " of " + std::to_string(record_.source.pages);
  const std::string view = number(left) + " " + number(-2 * kEdge) + " " + number(right - left) +
                           " " + number(bottom + 2 * kEdge);
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" "
      "width=\"" +
      number(right - left) + "pt\" height=\"" + number(bottom + 2 * kEdge) + "pt\" viewBox=\"" +
      view + "\" font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\">\n";
  out += "<title id=\"title\">" + markup(record_.source.file) + ", page " + pages + "</title>\n";
  out += "<desc id=\"desc\">The page with what remit read from it: nodes " +
         std::to_string(nodes_) + ", cells " + std::to_string(cells_) + ", columns " +
         std::to_string(columns_) + ", furniture " + std::to_string(furniture_) +
         ", words that cannot be seen " + std::to_string(hidden_) + ", words in no node " +
         std::to_string(unplaced_) + ".</desc>\n";
  out +=
      "<defs><pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#e8e8e8\"/>"
      "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"4\" stroke=\"#b4b4b4\" "
      "stroke-width=\"1.6\"/></pattern></defs>\n";
  out += rect({left, -2 * kEdge, right, bottom}, R"(fill="#f4f4f2")");
  out += rect({0, 0, page_.width, page_.height},
              R"(fill="#ffffff" stroke="#707070" stroke-width="0.5")");
  out += label(left + 6, -kEdge + 3, "font-size=\"" + number(kLegendSize) + "\" fill=\"#202020\"",
               record_.source.file + ", page " + pages);
  return out + body + words + "</svg>\n";
}

}  // namespace

std::string page_svg(const Page& page, const Layout& layout, const Record& record) {
  return Picture(page, layout, record).draw();
}

}  // namespace remit
