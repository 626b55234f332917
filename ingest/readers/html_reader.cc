// HTML pages, read by libgumbo: headings, lists, tables, and the paragraph classes of EUR-Lex (three
// generations: "ti-art", "oj-ti-art", and "Titrearticle" of the Commission's own documents).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/outline.h"
#include "ingest/reader.h"
#include "ingest/readers/html_tree.h"
#include "ingest/text_lines.h"

namespace concord {
namespace {

// What a class says of a paragraph. "oj-" came in 2023; the rest has stood since 2013.
enum class Style : uint8_t { kNone, kTitle, kUnit, kSubheading, kNote };
Style StyleOf(const GumboNode& element) {
  for (std::string_view name : Split(AttributeOf(element, "class"), ' ')) {
    if (name.starts_with("oj-")) name.remove_prefix(3);
    if (name == "doc-ti" || name.starts_with("Titreobjet") || name.starts_with("Typedudocument"))
      return Style::kTitle;
    if (name == "ti-art" || name == "ti-section-1" || name == "Titrearticle") return Style::kUnit;
    if (name == "sti-art" || name == "ti-section-2") return Style::kSubheading;
    if (name == "note" || name == "FootnoteText" || name == "footnote") return Style::kNote;
  }
  return Style::kNone;
}

// Lists or points of a legal text are often laid out as tables: a number or a dash in a narrow column.
bool IsMarkerCell(std::string_view text) {
  if (text.empty() || text.size() > 16) return false;
  for (const std::string_view bullet : {"\u2014", "\u2013", "-", "\u2022", "\u00B7", "\u25CF"}) {
    if (text == bullet) return true;
  }
  const auto marker = ScanMarker(text);
  return marker && marker->length == text.size() && marker->unit == Unit::kNone;
}

// A longer stretch of preformatted text is no code but a document that somebody wrapped in a page.
constexpr size_t kLongestCode = 4000;

class HtmlReader {
 public:
  explicit HtmlReader(const SourceText& source) : source_(source), builder_(source), outline_(&builder_) {}
  Result<Document> Read(const GumboOutput& page);

 private:
  // An element that is open in the walk, and what it changed.
  struct Open {
    const GumboNode* node;
    unsigned int child = 0;
    HtmlRole role = HtmlRole::kInline;
    Style style = Style::kNone;
    bool bold = false;
  };
  void ReadHead(const GumboNode& root);
  bool Enter(const GumboNode& element);
  void Leave();
  void Flush();
  void Put(Style style);

  const SourceText& source_;
  DocumentBuilder builder_;
  Outline outline_;
  std::vector<Open> open_;
  std::vector<Piece> pieces_;
  std::deque<std::string> storage_;
  int heading_ = 0, lists_ = 0, cells_ = 0, pre_ = 0, quotes_ = 0, notes_ = 0, bold_ = 0;
  bool marker_cell_ = false;  // in the narrow cell of a point
  size_t held_ = 0;           // so many pieces wait for the text of the point
  bool point_ = false;        // the row is a point with its number, no row of data
  bool item_ = false;         // the next block is the first of a list item
  bool one_title_ = false;
  bool title_open_ = true;  // consecutive title paragraphs make one title
  size_t bold_bytes_ = 0, bytes_ = 0;
  std::string page_title_;
};

void HtmlReader::ReadHead(const GumboNode& root) {
  Metadata& metadata = builder_.document().metadata;
  std::string_view language = AttributeOf(root, "lang");
  if (language.empty()) language = AttributeOf(root, "xml:lang");
  if (language.size() >= 2 && language.size() <= 12) metadata.language = language;
  size_t titles = 0;
  std::vector<const GumboNode*> stack = {&root};
  while (!stack.empty()) {
    const GumboNode& node = *stack.back();
    stack.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT) {
      if (node.v.element.tag == GUMBO_TAG_H1) ++titles;
      if (node.v.element.tag == GUMBO_TAG_TITLE && page_title_.empty()) page_title_ = TextBelow(node, 400);
    }
    const GumboVector& children = ChildrenOf(node);
    for (size_t i = children.length; i-- > 0;)
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  one_title_ = titles == 1;
}

// False when its content is passed over.
bool HtmlReader::Enter(const GumboNode& element) {
  Open open{&element, 0, HtmlRoleOf(element), Style::kNone, false};
  const GumboTag tag = element.v.element.tag;
  if (open.role == HtmlRole::kSkipped || AttributeOf(element, "role") == "navigation" ||
      gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr) {
    return false;
  }
  if (open.role == HtmlRole::kBreak) {
    if (!pieces_.empty()) pieces_.push_back({pre_ > 0 ? "\n" : " ", element.v.element.start_pos.offset, 0});
    return false;
  }
  if (open.role != HtmlRole::kInline) {
    Flush();
    open.style = StyleOf(element);
    if (open.style == Style::kNote) ++notes_;
  }
  open.bold = tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_CENTER;
  if (open.bold) ++bold_;
  switch (open.role) {
    case HtmlRole::kHeading:
      heading_ = static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1;
      break;
    case HtmlRole::kList:
      ++lists_;
      break;
    case HtmlRole::kItem:
      item_ = true;
      break;
    case HtmlRole::kRow: {
      point_ = marker_cell_ = false;
      const GumboVector& children = ChildrenOf(element);
      size_t cells = 0;
      const GumboNode* first = nullptr;
      for (unsigned int i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type != GUMBO_NODE_ELEMENT || HtmlRoleOf(*child) != HtmlRole::kCell) continue;
        if (first == nullptr) first = child;
        ++cells;
      }
      // One cell alone is layout too.
      if (cells == 1 || (cells == 2 && IsMarkerCell(TextBelow(*first, 64)))) point_ = true;
      marker_cell_ = cells == 2 && point_;
      break;
    }
    case HtmlRole::kCell:
      if (!point_) ++cells_;
      break;
    case HtmlRole::kPre:
      ++pre_;
      break;
    case HtmlRole::kQuote:
      ++quotes_;
      break;
    default:
      break;
  }
  open_.push_back(open);
  return true;
}

void HtmlReader::Leave() {
  const Open open = open_.back();
  if (open.role != HtmlRole::kInline) Flush();
  if (open.style == Style::kNote) --notes_;
  if (open.bold) --bold_;
  switch (open.role) {
    case HtmlRole::kHeading:
      heading_ = 0;
      break;
    case HtmlRole::kList:
      --lists_;
      break;
    case HtmlRole::kItem:
      item_ = false;
      break;
    case HtmlRole::kCell:
      if (!point_ && cells_ > 0) --cells_;
      marker_cell_ = false;  // its text waits for the next cell
      break;
    case HtmlRole::kRow:
      Flush();
      point_ = false;
      break;
    case HtmlRole::kPre:
      --pre_;
      break;
    case HtmlRole::kQuote:
      --quotes_;
      break;
    default:
      break;
  }
  open_.pop_back();
}

void HtmlReader::Flush() {
  if (pieces_.empty()) return;
  const bool blank =
      std::ranges::all_of(pieces_, [](const Piece& piece) { return Trim(piece.text).empty(); });
  if (marker_cell_ && !blank) {
    // The number waits for its text, with a blank that is ours.
    const Piece& last = pieces_.back();
    if (held_ == 0) pieces_.push_back({" ", last.at + (last.length ? *last.length : last.text.size()), 0});
    held_ = pieces_.size();
    return;
  }
  if (held_ > 0 && std::all_of(pieces_.begin() + static_cast<ptrdiff_t>(held_), pieces_.end(),
                               [](const Piece& piece) { return Trim(piece.text).empty(); })) {
    return;
  }
  if (!blank) {
    Style style = Style::kNone;
    for (size_t i = open_.size(); i-- > 0 && style == Style::kNone;) {
      if (open_[i].role == HtmlRole::kCell || open_[i].role == HtmlRole::kItem) break;
      style = open_[i].style;
    }
    Put(style);
  }
  pieces_.clear();
  storage_.clear();
  held_ = 0;
  bold_bytes_ = bytes_ = 0;
}

void HtmlReader::Put(Style style) {
  std::string& title = builder_.document().metadata.title;
  const auto text = [&] {
    std::string whole;
    for (const Piece& piece : pieces_) whole += piece.text;
    return CollapseSpace(whole);
  };
  const bool title_open = title_open_;
  title_open_ = title_open && (title.empty() || style == Style::kTitle);
  if (heading_ > 0) {
    if (title.empty() && heading_ == 1) title = text();
    if (heading_ == 1 && one_title_) {
      outline_.Title(pieces_);
    } else {
      outline_.Heading(heading_, pieces_);
    }
  } else if (notes_ > 0) {
    outline_.Other(BlockKind::kFootnote, pieces_);
  } else if (style == Style::kTitle) {
    const std::string whole = text();
    if (ScanMarker(whole)) {
      outline_.Paragraph(pieces_);
    } else if (title_open) {
      title += title.empty() ? whole : " " + whole;
      outline_.Title(pieces_);
    } else {
      outline_.Subheading(pieces_);
    }
  } else if (style == Style::kSubheading) {
    outline_.Subheading(pieces_);
  } else if (pre_ > 0 && bytes_ > kLongestCode) {
    ReadLines(pieces_, &builder_, &outline_);
  } else if (pre_ > 0) {
    outline_.Other(BlockKind::kCode, pieces_);
  } else if (cells_ > 0) {
    outline_.Other(BlockKind::kTableCell, pieces_);
  } else if (quotes_ > 0 && lists_ == 0) {
    outline_.Other(BlockKind::kQuote, pieces_);
  } else if ((lists_ > 0 && item_) || held_ > 0) {
    outline_.Item(std::max(lists_ - 1, 0), pieces_);
    item_ = false;
  } else {
    // A short paragraph that is all bold is a heading.
    outline_.Paragraph(pieces_, style == Style::kUnit || (bytes_ > 0 && bold_bytes_ * 10 >= bytes_ * 9));
  }
}

Result<Document> HtmlReader::Read(const GumboOutput& page) {
  ReadHead(*page.root);
  open_.push_back({page.document, 0, HtmlRole::kInline, Style::kNone, false});
  while (!open_.empty() && !builder_.failed()) {
    Open& at = open_.back();
    const GumboVector& children = ChildrenOf(*at.node);
    if (at.child == children.length) {
      Leave();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[at.child++]);
    if (child.type == GUMBO_NODE_ELEMENT) {
      Enter(child);
    } else if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE ||
               child.type == GUMBO_NODE_CDATA) {
      if (child.type == GUMBO_NODE_WHITESPACE && pieces_.empty()) continue;
      const std::string_view text = child.v.text.text;
      if (child.type != GUMBO_NODE_WHITESPACE) {
        bytes_ += text.size();
        if (bold_ > 0) bold_bytes_ += text.size();
      }
      AppendPieces(child, source_.text(), &storage_, &pieces_);
    }
  }
  Flush();
  std::string& title = builder_.document().metadata.title;
  if (title.empty()) title = page_title_;
  return builder_.Finish();
}

}  // namespace

int LooksLikeHtml(const Source& source) {
  const std::string head = AsciiLower(source.bytes.substr(0, 4096));
  if (head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos) return 8;
  // Some publishers name plain text so.
  const bool tags = head.find("</") != std::string::npos ||
                    source.bytes.substr(0, 64 << 10).find("</") != std::string_view::npos;
  if (!tags) return 0;
  if (source.path.ends_with(".html") || source.path.ends_with(".htm") || source.path.ends_with(".xhtml"))
    return 6;
  return head.find("<body") != std::string::npos || head.find("<p>") != std::string::npos ? 2 : 0;
}

Result<Document> ReadHtml(const Source& source) {
  auto opened = SourceText::Open(source);
  if (!opened) return tl::unexpected(opened.error());
  auto tree = ParseHtml(*opened);
  if (!tree) return tl::unexpected(tree.error());
  return HtmlReader(*opened).Read(**tree);
}

}  // namespace concord
