// Markdown (CommonMark with tables), read by md4c. Its text callbacks point into the source, so offsets are
// exact.
#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/contents_list.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/outline.h"
#include "ingest/source/data_tree.h"
#include "ingest/source/entities.h"
#include "ingest/source/source.h"

namespace concord {
namespace {

// What md4c tells, put together to paragraphs.
class MarkdownReader {
 public:
  MarkdownReader(const SourceText& source, std::string_view body)
      : source_(source), body_(body), builder_(source), outline_(&builder_) {}
  void Foresee(std::string_view front_title);

  Result<Document> Read();
  DocumentBuilder& builder() { return builder_; }

 private:
  static int EnterBlock(MD_BLOCKTYPE type, void* detail, void* self);
  static int LeaveBlock(MD_BLOCKTYPE type, void* detail, void* self);
  static int Text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self);
  void Enter(MD_BLOCKTYPE type, void* detail);
  void Leave(MD_BLOCKTYPE type);
  void Add(MD_TEXTTYPE type, std::string_view text);
  void Flush();
  void PutParagraph();
  uint64_t Place(const char* at) const { return static_cast<uint64_t>(at - source_.text().data()); }
  bool InSource(std::string_view text) const {
    return text.data() >= source_.text().data() &&
           text.data() + text.size() <= source_.text().data() + source_.text().size();
  }

  const SourceText& source_;
  std::string_view body_;
  DocumentBuilder builder_;
  Outline outline_;
  bool one_title_ = false;

  std::vector<Piece> pieces_;
  std::vector<std::string> entities_;  // what pieces_ that are not in the source borrow
  struct List {
    bool ordered = false;
    uint64_t next = 0;  // number
  };
  std::vector<List> lists_;  // that are open
  std::string number_;       // of the item, as shown
  bool first_in_item_ = false;
  int heading_ = 0, quotes_ = 0, html_ = 0;
  int in_link_ = 0;                // to a place in the page
  size_t bytes_ = 0, linked_ = 0;  // of the paragraph
  bool in_code_ = false, in_cell_ = false;
  size_t clauses_ = 0;    // headings that are sentences
  uint64_t last_at_ = 0;  // of the last text, for errors
};

int MarkdownReader::EnterBlock(MD_BLOCKTYPE type, void* detail, void* self) {
  auto* reader = static_cast<MarkdownReader*>(self);
  reader->Enter(type, detail);
  return reader->builder_.failed() ? 1 : 0;
}
int MarkdownReader::LeaveBlock(MD_BLOCKTYPE type, void* /*detail*/, void* self) {
  static_cast<MarkdownReader*>(self)->Leave(type);
  return 0;
}
int MarkdownReader::Text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
  static_cast<MarkdownReader*>(self)->Add(type, {text, size});
  return 0;
}

void MarkdownReader::Enter(MD_BLOCKTYPE type, void* detail) {
  Flush();
  switch (type) {
    case MD_BLOCK_H:
      heading_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      lists_.push_back({type == MD_BLOCK_OL, 0});
      if (type == MD_BLOCK_OL) lists_.back().next = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start;
      if (lists_.size() > source_.limits().max_depth) {
        builder_.Fail(source_.ErrorAt(
            ErrorCode::kLimit,
            fmt::format("lists are nested deeper than {} (limit max_depth)", source_.limits().max_depth),
            last_at_));
      }
      break;
    case MD_BLOCK_LI:
      first_in_item_ = true;
      if (!lists_.empty()) ++lists_.back().next;
      break;
    case MD_BLOCK_QUOTE:
      ++quotes_;
      break;
    case MD_BLOCK_CODE:
      in_code_ = true;
      break;
    case MD_BLOCK_HTML:
      ++html_;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      in_cell_ = true;
      break;
    default:
      break;
  }
}

void MarkdownReader::Leave(MD_BLOCKTYPE type) {
  Flush();
  switch (type) {
    case MD_BLOCK_H:
      heading_ = 0;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      lists_.pop_back();
      break;
    case MD_BLOCK_QUOTE:
      --quotes_;
      break;
    case MD_BLOCK_CODE:
      in_code_ = false;
      break;
    case MD_BLOCK_HTML:
      --html_;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      in_cell_ = false;
      break;
    default:
      break;
  }
}

void MarkdownReader::Add(MD_TEXTTYPE type, std::string_view text) {
  bytes_ += text.size();
  if (in_link_ > 0) linked_ += text.size();
  switch (type) {
    case MD_TEXT_HTML:
      // Markup of its own: comments and tags are no text, but a tag between two words parts them.
      if (html_ == 0 && !pieces_.empty() &&
          (StartsWithIgnoreCase(text, "<br") || StartsWithIgnoreCase(text, "<p"))) {
        pieces_.push_back({" ", pieces_.back().at, 0});
      }
      if (html_ > 0) {
        // The words between the tags of a block of HTML
        bool tag = false;
        size_t start = 0;
        for (size_t i = 0; i <= text.size(); ++i) {
          if (i < text.size() && text[i] != '<' && text[i] != '>') continue;
          if (!tag && i > start && InSource(text))
            pieces_.push_back({text.substr(start, i - start), Place(text.data() + start)});
          if (i < text.size()) tag = text[i] == '<';
          start = i + 1;
        }
        if (text == "\n") Flush();
      }
      return;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      if (!pieces_.empty()) {
        // The line end itself, where it stands: behind the last text, maybe behind blanks.
        const Piece& last = pieces_.back();
        const size_t end = last.at + (last.length ? *last.length : last.text.size());
        const size_t found = source_.text().find('\n', end);
        if (found != std::string_view::npos && found - end < 8) {
          pieces_.push_back({source_.text().substr(found, 1), found});
        } else {
          pieces_.push_back({" ", end, 0});
        }
      }
      return;
    case MD_TEXT_NULLCHAR:
      return;
    case MD_TEXT_ENTITY: {
      entities_.push_back(DecodeEntity(text));
      pieces_.push_back({{}, Place(text.data()), static_cast<uint32_t>(text.size())});
      return;
    }
    default:
      break;
  }
  if (InSource(text)) {
    last_at_ = Place(text.data());
    // Adjoining pieces are one.
    if (!pieces_.empty() && !pieces_.back().length &&
        pieces_.back().text.data() + pieces_.back().text.size() == text.data()) {
      pieces_.back().text = {pieces_.back().text.data(), pieces_.back().text.size() + text.size()};
      return;
    }
    pieces_.push_back({text, Place(text.data())});
  } else if (in_code_ && text == "\n" && !pieces_.empty()) {
    const Piece& last = pieces_.back();
    pieces_.push_back({"\n", last.at + (last.length ? *last.length : last.text.size()), 0});
  } else if (!text.empty() && !pieces_.empty()) {
    // Indentation of code comes from a string of md4c's own, a few blanks at a time.
    static constexpr std::string_view kBlanks = "                ";
    const size_t count = in_code_ ? std::min(text.size(), kBlanks.size()) : 1;
    pieces_.push_back({kBlanks.substr(0, count), pieces_.back().at, 0});
  }
}

void MarkdownReader::Flush() {
  if (pieces_.empty()) return;
  size_t entity = 0;
  for (Piece& piece : pieces_) {
    if (piece.text.empty() && piece.length && entity < entities_.size()) piece.text = entities_[entity++];
  }
  const bool first = first_in_item_;
  if (heading_ > 0) {
    const Pieces pieces = pieces_;
    std::string heading;
    for (const Piece& piece : pieces) heading += piece.text;
    std::string& title = builder_.document().metadata.title;
    if (title.empty() && heading_ == 1) title = CollapseSpace(heading);
    bool sentence = false;
    if (heading_ == 1 && one_title_ && !AnnouncesContents(CollapseSpace(heading), &sentence)) {
      outline_.Title(pieces);
      one_title_ = false;
    } else if (IsNumberedSentence(CollapseSpace(heading))) {
      ++clauses_;
      outline_.Clause(heading_, pieces);
    } else {
      outline_.Heading(heading_, pieces);
    }
  } else if (in_code_) {
    outline_.Other(BlockKind::kCode, pieces_);
  } else if (in_cell_) {
    outline_.Other(BlockKind::kTableCell, pieces_);
  } else if (quotes_ > 0 && lists_.empty()) {
    outline_.Other(BlockKind::kQuote, pieces_);
  } else if (!lists_.empty() && first) {
    first_in_item_ = false;
    // md4c takes "2." away; it stands before the text on its line.
    if (lists_.back().ordered && !pieces_[0].length) {
      const std::string_view text = source_.text();
      const size_t at = pieces_[0].at;
      const size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
      size_t digit = at;
      while (digit > line && (text[digit - 1] == ' ' || text[digit - 1] == '\t' || text[digit - 1] == '*' ||
                              text[digit - 1] == '_'))
        --digit;
      const size_t end = digit;
      if (digit > line && (text[digit - 1] == '.' || text[digit - 1] == ')')) --digit;
      while (digit > line && text[digit - 1] >= '0' && text[digit - 1] <= '9') --digit;
      if (digit < end && text[digit] >= '0' && text[digit] <= '9') {
        // "1." before each item is written often, and shown as 1, 2, 3.
        const std::string_view written = text.substr(digit, end - digit);
        const std::string shown = std::to_string(lists_.back().next - 1) + written.back();
        Piece number{written, digit};
        if (shown != written && IsDigit(written[0])) {
          number_ = shown;
          number = {number_, digit, static_cast<uint32_t>(written.size())};
        }
        pieces_.insert(pieces_.begin(), {number, Piece{" ", end, 0}});
      }
    }
    // Bullets have no numbers of their own, and the entries of a list of contents are those of others.
    const bool contents = linked_ * 10 >= bytes_ * 8;
    outline_.Item(
        static_cast<int>(lists_.size()) - 1, pieces_,
        lists_.back().ordered && !contents ? Outline::ItemNumber::kStated : Outline::ItemNumber::kNone);
  } else {
    PutParagraph();
  }
  pieces_.clear();
  entities_.clear();
  bytes_ = linked_ = 0;
}

// Markdown knows lists of digits only: lines that begin with "(a)" or "c." are one paragraph to it.
void MarkdownReader::PutParagraph() {
  size_t start = 0;
  std::string line, next;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].text != "\n") {
      line += pieces_[i].text;
      continue;
    }
    next.clear();
    for (size_t j = i + 1; j < pieces_.size() && pieces_[j].text != "\n"; ++j) next += pieces_[j].text;
    if (BeginsUnit(Trim(line), Trim(next))) {
      outline_.Paragraph(Pieces(pieces_).subspan(start, i - start));
      start = i + 1;
    }
    line.clear();
  }
  outline_.Paragraph(Pieces(pieces_).subspan(start));
}

Result<Document> MarkdownReader::Read() {
  MD_PARSER parser{};
  parser.flags =
      MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = EnterBlock;
  parser.leave_block = LeaveBlock;
  // A link within the page, as in a list of contents
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
    const bool link = type == MD_SPAN_A && static_cast<MD_SPAN_A_DETAIL*>(detail)->href.size > 0 &&
                      static_cast<MD_SPAN_A_DETAIL*>(detail)->href.text[0] == '#';
    static_cast<MarkdownReader*>(self)->in_link_ += link ? 1 : 0;
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
    const bool link = type == MD_SPAN_A && static_cast<MD_SPAN_A_DETAIL*>(detail)->href.size > 0 &&
                      static_cast<MD_SPAN_A_DETAIL*>(detail)->href.text[0] == '#';
    static_cast<MarkdownReader*>(self)->in_link_ -= link ? 1 : 0;
    return 0;
  };
  parser.text = Text;
  const int status = md_parse(body_.data(), static_cast<MD_SIZE>(body_.size()), &parser, this);
  if (status < 0)
    builder_.Fail(source_.ErrorAt(ErrorCode::kLimit, "not enough memory for the Markdown parser", 0));
  Flush();
  if (clauses_ > 0) {
    builder_.document().repairs.push_back(
        {0, fmt::format("{} headings are numbered sentences and were read as text", clauses_)});
  }
  return builder_.Finish();
}

// The first of the keys that is there, as text; the items of a list are joined.
std::string FrontValue(DataNode front, std::initializer_list<std::string_view> keys) {
  for (const DataNode field : front) {
    if (std::ranges::find(keys, AsciiLower(field.key())) == keys.end()) continue;
    if (field.is_scalar()) return CollapseSpace(field.Text());
    std::string joined;
    for (const DataNode item : field) {
      // "authors: [{name: A}, B]"
      const std::string name = CollapseSpace(item.is_map() ? item.TextOf("name") : item.Text());
      if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
    }
    if (!joined.empty()) return joined;
  }
  return {};
}

// YAML between two lines of "---" at the start; returns the text behind it. What is no YAML there is
// text like any other.
std::string_view ReadFrontMatter(const SourceText& source, Document* document) {
  const std::string_view text = source.text();
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return text;
  const size_t start = text.find('\n') + 1;
  size_t end = start, next = start;
  for (;; end = next) {
    if (end >= text.size()) return text;  // never closed: a rule, not front matter
    next = std::min(text.find('\n', end), text.size() - 1) + 1;
    const std::string_view line = Trim(text.substr(end, next - end));
    if (line == "---" || line == "...") break;
  }
  ReadLimits limits = source.limits();
  const Source front_source{source.path(), text.substr(start, end - start), &limits};
  if (Trim(front_source.bytes).empty()) return text.substr(next);
  const Result<SourceText> front = SourceText::Open(front_source);
  Result<std::unique_ptr<DataTree>> tree =
      front ? DataTree::ParseYaml(*front) : tl::unexpected(front.error());
  if (!tree) {
    document->repairs.push_back(
        {tree.error().line + 1, "read as text and not as front matter: " + tree.error().message});
    return text;
  }
  if (!(*tree)->root().is_map()) return text;  // words between two rules
  const DataNode fields = (*tree)->root();
  Metadata& metadata = document->metadata;
  metadata.title = FrontValue(fields, {"title"});
  metadata.language = FrontValue(fields, {"lang", "language", "locale"});
  metadata.date =
      Date::Parse(std::string_view(FrontValue(fields, {"date", "published", "issued"})).substr(0, 10));
  metadata.issuer = FrontValue(fields, {"publisher", "issuer", "organization", "organisation"});
  metadata.licence = FrontValue(fields, {"license", "licence", "rights"});
  metadata.source = FrontValue(fields, {"source", "url", "canonical", "link"});
  metadata.edition = FrontValue(fields, {"version", "edition"});
  metadata.abstract = FrontValue(fields, {"abstract", "summary", "description"});
  if (const std::string doi = FrontValue(fields, {"doi"}); !doi.empty()) metadata.identifiers["doi"] = doi;
  if (const std::string authors = FrontValue(fields, {"authors", "author"}); !authors.empty())
    metadata.other.Set("authors", authors);
  return text.substr(next);
}

// Whether the first heading is of the first level and the title of the whole, as far as a glance at the lines
// tells: the only one but for lists of contents, or the title of the front matter again.
bool HasTitle(std::string_view text, std::string_view front_title, Outline* outline) {
  size_t count = 0;
  bool code = false, same = false, first = true;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = Trim(text.substr(at, end - at));
    at = end + 1;
    if (line.starts_with("```") || line.starts_with("~~~")) code = !code;
    if (code) continue;
    if (line.starts_with("====")) ++count, first = false;
    if (!line.starts_with('#')) continue;
    const std::string_view words = Trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    outline->ForeseeHeading(words);
    if (line.starts_with("# ")) {
      same = same || (first && !front_title.empty() && Slug(words, 200) == Slug(front_title, 200));
      bool sentence = false;
      if (!AnnouncesContents(words, &sentence)) ++count;
    }
    first = false;
  }
  return count == 1 || same;
}

void MarkdownReader::Foresee(std::string_view front_title) {
  one_title_ = HasTitle(body_, front_title, &outline_);
}

}  // namespace

int LooksLikeMarkdown(const Source& source) {
  if (source.path.ends_with(".md") || source.path.ends_with(".markdown")) return 5;
  return 0;
}

Result<Document> ReadMarkdown(const Source& source) {
  auto opened = SourceText::Open(source);
  if (!opened) return tl::unexpected(opened.error());
  Document front;
  const std::string_view body = ReadFrontMatter(*opened, &front);
  MarkdownReader reader(*opened, body);
  reader.Foresee(front.metadata.title);
  reader.builder().document().metadata = std::move(front.metadata);
  reader.builder().document().repairs = std::move(front.repairs);
  return reader.Read();
}

}  // namespace concord
