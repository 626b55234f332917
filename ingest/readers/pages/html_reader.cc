// HTML pages, read by libgumbo: headings, lists, tables, and what the classes of legal publishers say of
// their paragraphs (html_styles.h).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/designators/designators.h"
#include "ingest/designators/eu_act.h"
#include "ingest/language/stated_metadata.h"
#include "ingest/language/written_date.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/outline.h"
#include "ingest/outline/text_lines.h"
#include "ingest/readers/pages/html_list_numbers.h"
#include "ingest/readers/pages/html_styles.h"
#include "ingest/readers/pages/html_tree.h"
#include "ingest/source/source.h"

namespace concord {
namespace {

// Lists or points of a legal text are often laid out as tables: a number or a dash in a narrow column.
bool IsMarkerCell(std::string_view text) {
  if (text.empty() || text.size() > 16) return false;
  for (const std::string_view bullet : {"\u2014", "\u2013", "-", "\u2022", "\u00B7", "\u25CF"}) {
    if (text == bullet) return true;
  }
  const auto marker = ScanMarker(text);
  return marker && marker->length == text.size() && marker->unit == NumberedUnit::kNone;
}

// "\u25BAM1", "\u25BCB" and "\u25C4" in a consolidated act: which act put in what stands between them.
void DropAmendmentMarks(size_t from, std::vector<Piece>* pieces) {
  constexpr std::string_view kBegins = "\u25BA", kFollows = "\u25BC", kEnds = "\u25C4";
  std::vector<Piece> kept;
  for (size_t i = from; i < pieces->size(); ++i) {
    const Piece& piece = (*pieces)[i];
    const auto keep = [&](size_t start, size_t end) {
      if (end > start)
        kept.push_back(
            {piece.text.substr(start, end - start), piece.at + (piece.length ? 0 : start), piece.length});
    };
    size_t start = 0;
    for (size_t at = piece.text.find("\xE2\x96"); at != std::string_view::npos;
         at = piece.text.find("\xE2\x96", at)) {
      const std::string_view rest = piece.text.substr(at);
      const bool opens = rest.starts_with(kBegins) || rest.starts_with(kFollows);
      size_t end = at + 3;
      if (!opens) {
        at = end;
        continue;
      }
      while (end < piece.text.size() && end < at + 8 &&
             ((piece.text[end] >= 'A' && piece.text[end] <= 'Z') || IsDigit(piece.text[end])))
        ++end;
      keep(start, at);
      start = at = end;
    }
    const std::string_view rest = piece.text;
    for (size_t at = rest.find(kEnds, start); at != std::string_view::npos; at = rest.find(kEnds, start)) {
      keep(start, at);
      start = at + kEnds.size();
    }
    keep(start, piece.text.size());
  }
  pieces->resize(from);
  pieces->insert(pieces->end(), kept.begin(), kept.end());
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
    const GumboNode* node = nullptr;
    unsigned int child = 0;
    HtmlRole role = HtmlRole::kInline;
    HtmlStyle style = HtmlStyle::kNone;
    bool bold = false;
    bool lines = false;  // keeps the ends of its lines
    std::string_view language = {};
    bool point = false;   // a row that is a point with its number
    bool marker = false;  // holds the number of the point
    size_t depth = 0;     // of the outline where the row began
  };
  void ReadHead(const GumboNode& root);
  void ReadMeta(const GumboNode& meta);
  void Identify();
  bool Enter(const GumboNode& element);
  void Leave();
  void Flush();
  void Put(HtmlStyle style);
  void PutLines(HtmlStyle style);
  void PutFront(HtmlStyle style);
  std::string_view OtherLanguage();
  void PutLanguage();
  void NumberItem(const GumboNode& element);
  bool TakeFurniture(const GumboNode& element);
  void ReadReference(const GumboNode& element);
  void SetDate(std::string_view text);

  const SourceText& source_;
  DocumentBuilder builder_;
  Outline outline_;
  std::vector<Open> open_;
  std::vector<Piece> pieces_;
  std::deque<std::string> storage_;
  int heading_ = 0, lists_ = 0, cells_ = 0, pre_ = 0, quotes_ = 0, notes_ = 0, bold_ = 0;
  HtmlListStyles list_styles_;
  std::vector<HtmlListNumbers> numbers_;  // of the lists that are open
  std::string number_;                    // of the item that begins, as shown
  uint64_t number_at_ = 0;
  bool consolidated_ = false;  // an act of the Union with its amendments
  bool flat_ = false;          // all headings are of the first level
  bool marker_cell_ = false;   // in the narrow cell of a point
  size_t held_ = 0;            // so many pieces wait for the text of the point
  bool point_ = false;         // the row is a point with its number, no row of data
  bool item_ = false;          // the next block is the first of a list item
  bool one_title_ = false;
  bool old_ = false;              // an act in plain paragraphs
  bool after_reference_ = false;  // the mark of a note came last
  bool journal_ = false;          // a page of EUR-Lex with points in tables
  int rows_ = 0;                  // rows that are open
  bool notes_follow_ = false;     // the line above the notes at a document's end was met
  std::string_view front_;        // the part around the body that is open
  int heading_level_ = 0;
  int lines_ = 0;
  std::string_view language_;  // of the part in another language that is open, else empty
  size_t language_depth_ = 0;  // of the outline around it
  bool covered_ = false;       // a title comes again
  bool title_open_ = true;     // consecutive title paragraphs make one title
  size_t bold_bytes_ = 0, bytes_ = 0;
  size_t clauses_ = 0;  // headings that are sentences
  std::string page_title_;
  std::string reference_;       // "COM(2025) 43"
  std::string_view canonical_;  // the page's own address
  size_t page_date_rank_ = 10;  // of the meta element that gave the date; below it are better ones
};

// What a meta element of the page says. The day on which a page appeared is seldom that of the act on it: the
// text's own date comes first.
void HtmlReader::ReadMeta(const GumboNode& meta) {
  static constexpr auto kDates = std::to_array<std::string_view>(
      {"dcterms.issued", "dc.date.issued", "citation_publication_date", "citation_date", "dc.date",
       "dcterms.date", "article:published_time", "dcterms.created", "publication_date", "date"});
  static constexpr auto kPublishers =
      std::to_array<std::string_view>({"dcterms.publisher", "dc.publisher", "citation_publisher"});
  std::string_view name = AttributeOf(meta, "name");
  if (name.empty()) name = AttributeOf(meta, "property");
  const std::string folded = AsciiLower(name);
  const std::string_view content = Trim(AttributeOf(meta, "content"));
  if (folded.empty() || content.empty()) return;
  Metadata& metadata = builder_.document().metadata;
  const auto rank = static_cast<size_t>(std::ranges::find(kDates, folded) - kDates.begin());
  if (rank < page_date_rank_) {
    std::string day(content.substr(0, 10));
    std::ranges::replace(day, '/', '-');  // "2031/01/06", as libraries write it
    if (const auto date = Date::Parse(day)) {
      page_date_rank_ = rank;
      metadata.date = *date;
      metadata.origins.insert_or_assign("date", std::string(kPageOrigin));
    }
  }
  if (metadata.issuer.empty() && std::ranges::find(kPublishers, folded) != kPublishers.end())
    metadata.issuer = CollapseSpace(content);
}

void HtmlReader::ReadHead(const GumboNode& root) {
  Metadata& metadata = builder_.document().metadata;
  std::string_view language = AttributeOf(root, "lang");
  if (language.empty()) language = AttributeOf(root, "xml:lang");
  if (language.size() >= 2 && language.size() <= 12) metadata.language = language;
  size_t titles = 0, lower = 0;
  std::vector<const GumboNode*> stack = {&root};
  while (!stack.empty()) {
    const GumboNode& node = *stack.back();
    stack.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT) {
      if (node.v.element.tag == GUMBO_TAG_H1) ++titles;
      if (AttributeOf(node, "id") == "TexteOnly") old_ = journal_ = true;
      if (node.v.element.tag > GUMBO_TAG_H1 && node.v.element.tag <= GUMBO_TAG_H6) ++lower;
      if (HasClass(node, "title-article-norm") || HasClass(node, "no-parag")) consolidated_ = journal_ = true;
      if (HasClass(node, "oj-ti-art") || HasClass(node, "ti-art")) journal_ = true;
      if (node.v.element.tag == GUMBO_TAG_LINK && AttributeOf(node, "rel") == "canonical") {
        canonical_ = AttributeOf(node, "href");
      }
      if (node.v.element.tag == GUMBO_TAG_STYLE) {
        constexpr size_t kLongestSheet = 1 << 20;
        list_styles_.Read(TextBelow(node, kLongestSheet));
      }
      if (node.v.element.tag == GUMBO_TAG_META) ReadMeta(node);
      if (node.v.element.tag == GUMBO_TAG_TITLE && page_title_.empty()) page_title_ = TextBelow(node, 400);
    }
    const GumboVector& children = ChildrenOf(node);
    for (size_t i = children.length; i-- > 0;)
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  one_title_ = titles == 1;
  flat_ = titles > 1 && lower == 0;
}

// False when its content is passed over.
bool HtmlReader::Enter(const GumboNode& element) {
  Open open{.node = &element, .role = HtmlRoleOf(element)};
  const GumboTag tag = element.v.element.tag;
  if (open.role == HtmlRole::kSkipped || AttributeOf(element, "role") == "navigation" ||
      gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr) {
    return false;
  }
  // The head of a site, unless the page's title is in it
  if (tag == GUMBO_TAG_HEADER && !HoldsTitle(element)) return false;
  if (IsNoteReference(element)) {
    // "Committee (1), which": the blank before the mark was its own.
    while (!pieces_.empty()) {
      std::string_view& last = pieces_.back().text;
      if (last == "\u00A0") {
        pieces_.pop_back();
        continue;
      }
      const size_t end = last.find_last_not_of(" \t\r\n");
      if (end == std::string_view::npos) {
        pieces_.pop_back();
        continue;
      }
      last = last.substr(0, end + 1);
      break;
    }
    after_reference_ = true;
    return false;
  }
  if (element.v.element.tag == GUMBO_TAG_HR && HtmlStyleOf(element) == HtmlStyle::kNote) notes_follow_ = true;
  if (open.role == HtmlRole::kBreak) {
    if (!pieces_.empty()) pieces_.push_back({pre_ > 0 ? "\n" : " ", element.v.element.start_pos.offset, 0});
    return false;
  }
  if (open.role != HtmlRole::kInline) {
    Flush();
    open.style = HtmlStyleOf(element);
    if (open.style == HtmlStyle::kFurniture) {
      TakeFurniture(element);
      return false;
    }
    ReadReference(element);
    if (open.style == HtmlStyle::kNote) ++notes_;
    if (AttributeOf(element, "id") == "footnotes") notes_follow_ = true;
    if (open.style == HtmlStyle::kHeading) heading_level_ = HeadingLevel(element);
  }
  if (open.role == HtmlRole::kBlock && HasClass(element, "grid-container")) {
    open.point = true;
    open.depth = outline_.depth();
  }
  if (open.role == HtmlRole::kBlock && HasClass(element, "grid-list-column-1") &&
      IsMarkerCell(TextBelow(element, 64))) {
    open.marker = marker_cell_ = true;
  }
  open.language = LanguageOf(element);
  open.lines = open.role != HtmlRole::kInline && open.role != HtmlRole::kPre && KeepsLines(element);
  if (open.lines) ++lines_;
  open.bold = tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_CENTER;
  if (open.bold) ++bold_;
  switch (open.role) {
    case HtmlRole::kHeading:
      heading_ = tag == GUMBO_TAG_SUMMARY ? 2 : static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1;
      break;
    case HtmlRole::kList:
      ++lists_;
      numbers_.push_back(NumbersOf(element, list_styles_));
      break;
    case HtmlRole::kItem:
      item_ = true;
      NumberItem(element);
      break;
    case HtmlRole::kRow: {
      point_ = marker_cell_ = false;
      ++rows_;
      open.depth = outline_.depth();
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
      open.point = marker_cell_;
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
  if (open.style == HtmlStyle::kNote) --notes_;
  if (open.bold) --bold_;
  if (open.lines) --lines_;
  if (open.marker) marker_cell_ = false;
  if (open.role == HtmlRole::kBlock && open.point) outline_.ReturnTo(open.depth);
  switch (open.role) {
    case HtmlRole::kHeading:
      heading_ = 0;
      break;
    case HtmlRole::kList:
      --lists_;
      numbers_.pop_back();
      break;
    case HtmlRole::kItem:
      item_ = false;
      number_.clear();
      break;
    case HtmlRole::kCell:
      if (!point_ && cells_ > 0) --cells_;
      marker_cell_ = false;  // its text waits for the next cell
      break;
    case HtmlRole::kRow:
      Flush();
      // A point ends with its row, and what follows the table is its paragraph's.
      if (journal_ && open.point) outline_.ReturnTo(open.depth);
      --rows_;
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
    HtmlStyle style = HtmlStyle::kNone;
    for (size_t i = open_.size(); i-- > 0 && style == HtmlStyle::kNone;) {
      if (open_[i].role == HtmlRole::kCell || open_[i].role == HtmlRole::kItem) break;
      style = open_[i].style;
    }
    if (lines_ > 0) {
      PutLines(style);
    } else {
      Put(style);
    }
  }
  pieces_.clear();
  storage_.clear();
  held_ = 0;
  bold_bytes_ = bytes_ = 0;
}

// What a browser shows before the item.
void HtmlReader::NumberItem(const GumboNode& element) {
  number_.clear();
  if (numbers_.empty()) return;
  number_ = numbers_.back().Next(element);
  number_at_ = element.v.element.start_pos.offset;
}

// The number and date on the cover of a document of the Commission.
void HtmlReader::ReadReference(const GumboNode& element) {
  if (HasClass(element, "Rfrenceinstitutionnelle") && reference_.empty()) {
    const std::string text = TextBelow(element, 64);
    const std::vector<Designator> numbers = ScanDesignators(text, {.schemes = SetOf(DesignatorScheme::kCom)});
    if (!numbers.empty()) reference_ = text.substr(numbers[0].span.start, numbers[0].span.size());
  } else if (HasClass(element, "Emission")) {
    const std::string text = TextBelow(element, 64);
    SetDate(std::string_view(text).substr(text.rfind(' ') + 1));
  }
}

// "17.2.2025"
void HtmlReader::SetDate(std::string_view text) {
  const std::vector<std::string_view> parts = Split(text, '.');
  if (parts.size() != 3) return;
  Metadata& metadata = builder_.document().metadata;
  metadata.date = Date::Parse(fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[1], parts[0]));
  metadata.origins.erase("date");
}

// An act of the Official Journal is known by its number, a document of the Commission by its own.
void HtmlReader::Identify() {
  Metadata& metadata = builder_.document().metadata;
  if (!reference_.empty()) metadata.identifiers.emplace("com", reference_);
  if (!journal_) return;
  // ".../eli/reg/2024/903/oj/eng" is this page, ".../eli/reg/2024/903/oj" the act.
  if (const size_t eli = canonical_.find("/eli/"); eli != std::string_view::npos) {
    const std::vector<std::string_view> parts = Split(canonical_.substr(eli + 5), '/');
    if (parts.size() >= 4 && parts[3] == "oj") {
      metadata.identifiers.emplace(
          "eli", fmt::format("http://data.europa.eu/eli/{}/{}/{}/oj", parts[0], parts[1], parts[2]));
    }
  }
  const EuForm form = EuFormOf(metadata.title.substr(0, metadata.title.find('(')));
  if (!form.type.empty()) metadata.type = form.type;
  if (const auto written = FindWrittenDate(std::string_view(metadata.title).substr(0, 200))) {
    metadata.date = written->date;  // of the act, not of the Journal
    metadata.origins.erase("date");
  }
  std::string celex = CelexOfTitle(metadata.title);
  if (!celex.empty()) metadata.identifiers.emplace("celex", std::move(celex));
}

// Reads what the head of the page says and leaves it out. False: nothing to be read.
bool HtmlReader::TakeFurniture(const GumboNode& element) {
  Metadata& metadata = builder_.document().metadata;
  const std::string text = TextBelow(element, 64);
  if (AttributeOf(element, "class").ends_with("hd-date")) {
    SetDate(text);
  } else if (AttributeOf(element, "class").ends_with("hd-uniq")) {
    metadata.source = "OJ " + text;
  } else {
    return false;
  }
  return true;
}

// Each line as a paragraph.
void HtmlReader::PutLines(HtmlStyle style) {
  std::vector<Piece> all;
  all.swap(pieces_);
  const auto put = [&] {
    const bool blank =
        std::ranges::all_of(pieces_, [](const Piece& piece) { return Trim(piece.text).empty(); });
    if (!blank) Put(style);
    pieces_.clear();
  };
  for (const Piece& piece : all) {
    std::string_view text = piece.text;
    uint64_t at = piece.at;
    for (size_t end = text.find('\n'); end != std::string_view::npos && !piece.length;
         end = text.find('\n')) {
      if (end > 0) pieces_.push_back({text.substr(0, end), at});
      put();
      text.remove_prefix(end + 1);
      at += end + 1;
    }
    if (!text.empty()) pieces_.push_back({text, at, piece.length});
  }
  put();
}

// That of what is being read, when it is not the page's own.
std::string_view HtmlReader::OtherLanguage() {
  const std::string_view own = builder_.document().metadata.language;
  for (size_t i = open_.size(); i-- > 0 && !own.empty();) {
    if (open_[i].language.empty()) continue;
    return own.substr(0, own.find('-')) == open_[i].language ? std::string_view() : open_[i].language;
  }
  return {};
}

// Opens and ends parts in another language.
void HtmlReader::PutLanguage() {
  const std::string_view language = OtherLanguage();
  if (language == language_) return;
  if (!language_.empty()) outline_.ReturnTo(language_depth_);
  if (!language.empty()) language_depth_ = outline_.Language(language);
  language_ = language;
}

// Opens and ends the parts around the body.
void HtmlReader::PutFront(HtmlStyle style) {
  const bool note = notes_ > 0 || style == HtmlStyle::kNote;
  const bool at_end = note && notes_follow_ && rows_ == 0;
  const std::string_view front = at_end ? "notes" : style == HtmlStyle::kFinal ? "conclusions" : "";
  if (!note) notes_follow_ = false;
  if (front == front_) return;
  if (!front_.empty()) outline_.ReturnTo(0);
  if (!front.empty()) outline_.Front(front);
  front_ = front;
}

void HtmlReader::Put(HtmlStyle style) {
  std::string& title = builder_.document().metadata.title;
  const auto text = [&] {
    std::string whole;
    for (const Piece& piece : pieces_) whole += piece.text;
    return CollapseSpace(whole);
  };
  if (old_ && style == HtmlStyle::kNone && title.empty() && heading_ == 0 && FormedAsTitle(text())) {
    title = text();
    outline_.Title(pieces_);
    return;
  }
  if (old_ && style == HtmlStyle::kNone && rows_ == 0 && heading_ == 0) {
    style = HtmlStyleOfWords(text(), !front_.empty());
    if (style == HtmlStyle::kNote) notes_follow_ = true;
  }
  PutFront(style);
  // The heading again in the other language
  const std::vector<Block>& blocks = builder_.document().blocks;
  if (!OtherLanguage().empty() && language_.empty() && !blocks.empty() &&
      blocks.back().kind == BlockKind::kHeading) {
    constexpr size_t kLongest = 200;
    const std::string whole = text();
    if (whole.size() <= kLongest && std::string_view(".,;:").find(whole.back()) == std::string_view::npos) {
      outline_.Title(pieces_);
      return;
    }
  }
  PutLanguage();
  const bool title_open = title_open_;
  title_open_ = title_open && (title.empty() || style == HtmlStyle::kTitle);
  if (style != HtmlStyle::kTitle && style != HtmlStyle::kCover) covered_ = false;
  if (heading_ > 0) {
    const std::string whole = text();
    if (old_ && IsCelex(whole)) {
      builder_.document().metadata.identifiers.emplace("celex", whole);
      outline_.Title(pieces_);
      return;
    }
    // A schedule far below may have a heading of the first level, and the text itself none.
    const bool first = builder_.document().sections.size() == 1;
    const bool titled = heading_ == 1 && first && title.empty();
    if (titled) title = whole;
    if (heading_ == 1 && (one_title_ || (flat_ && titled && !ScanMarker(whole)))) {
      outline_.Title(pieces_);
    } else if (IsNumberedSentence(whole)) {
      ++clauses_;
      outline_.Clause(heading_, pieces_);
    } else {
      outline_.Heading(heading_, pieces_);
    }
  } else if (notes_ > 0 || style == HtmlStyle::kNote) {
    outline_.Other(BlockKind::kFootnote, pieces_);
  } else if (style == HtmlStyle::kTitle) {
    const std::string whole = text();
    if (IsAnnexTitle(whole)) {
      outline_.Annex(pieces_);
      title_open_ = title_open && title.empty();
      if (title.empty()) title = whole;
    } else if (ScanMarker(whole)) {
      outline_.Paragraph(pieces_);
    } else if (covered_) {
      outline_.Title(pieces_);  // again, before the text itself
    } else if (title_open) {
      title += title.empty() ? whole : " " + whole;
      outline_.Title(pieces_);
    } else {
      outline_.Subheading(pieces_);
    }
  } else if (style == HtmlStyle::kCover) {
    outline_.ReturnTo(0);
    outline_.Other(BlockKind::kParagraph, pieces_);
    covered_ = !title.empty();
  } else if (style == HtmlStyle::kHeading) {
    outline_.Heading(heading_level_, pieces_);
  } else if (style == HtmlStyle::kFinal) {
    outline_.Other(BlockKind::kParagraph, pieces_);
  } else if (style == HtmlStyle::kItem) {
    outline_.Item(0, pieces_);
  } else if (style == HtmlStyle::kSubheading) {
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
    const std::string words = text();
    const auto own = ScanMarker(words);
    const bool shown = !number_.empty() && held_ == 0 && (!own || own->length == words.size());
    if (shown) pieces_.insert(pieces_.begin(), {storage_.emplace_back(number_ + " "), number_at_, 0});
    number_.clear();
    const bool down = shown && !numbers_.empty() && numbers_.back().counts_down();
    outline_.Item(std::max(lists_ - 1, 0), pieces_,
                  down    ? Outline::ItemNumber::kCountsDown
                  : shown ? Outline::ItemNumber::kStated
                          : Outline::ItemNumber::kSeen);
    item_ = false;
  } else {
    // A short paragraph that is all bold is a heading.
    outline_.Paragraph(pieces_, style == HtmlStyle::kUnit || (bytes_ > 0 && bold_bytes_ * 10 >= bytes_ * 9));
  }
}

Result<Document> HtmlReader::Read(const GumboOutput& page) {
  ReadHead(*page.root);
  open_.push_back({.node = page.document});
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
      if (child.type == GUMBO_NODE_WHITESPACE && (pieces_.empty() || after_reference_)) continue;
      after_reference_ = false;
      const std::string_view text = child.v.text.text;
      if (child.type != GUMBO_NODE_WHITESPACE) {
        bytes_ += text.size();
        if (bold_ > 0) bold_bytes_ += text.size();
      }
      const size_t before = pieces_.size();
      AppendPieces(child, source_.text(), &storage_, &pieces_);
      if (consolidated_) DropAmendmentMarks(before, &pieces_);
    }
  }
  Flush();
  std::string& title = builder_.document().metadata.title;
  if (title.empty()) title = page_title_;
  if (clauses_ > 0) {
    builder_.document().repairs.push_back(
        {0, fmt::format("{} headings are numbered sentences and were read as text", clauses_)});
  }
  Identify();
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
