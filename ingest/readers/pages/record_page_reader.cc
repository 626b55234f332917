// The page of one measure of an AI-governance navigator: see record_page.h for what its lines are.
//
// The Document is the source that the page speaks of (title, issuer, year, abstract); the page's own words
// (banner, definitions of categories, labels) stand in front matter, where nobody looks for measures.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/pages/record_page.h"

namespace concord {
namespace {

// The taxonomies that this navigator classifies by (datasets/taxonomies.tsv).
constexpr std::string_view kMitigations = "mit-mitigation-v2";
constexpr std::string_view kRisks = "mit-risk-domain";

// What a piece of the page becomes.
enum class Part : uint8_t { kFront, kQuote, kReasoning, kSibling };

struct Piece {
  PagePiece text = {};
  Part part = Part::kFront;
  int sibling = -1;  // index, for its pieces
  int risk = -1;
  bool heading = false;
  bool code = false;  // the line of a code
};

std::string Joined(const std::vector<PagePiece>& pieces) {
  std::string text;
  for (const PagePiece& piece : pieces) {
    if (!text.empty()) text += '\n';
    text += CollapseSpace(piece);
  }
  return text;
}

Value TermValue(const PageTerm& term) {
  PropertyMap map;
  map.Set("label", Value(CollapseSpace(term.label)));
  map.Set("definition", Value(CollapseSpace(term.definition)));
  return Value(std::move(map));
}

class PageWriter {
 public:
  PageWriter(const SourceText& source, const RecordPage& page, DocumentBuilder* builder)
      : source_(source), page_(page), builder_(*builder) {}

  void Run() {
    SetMetadata();
    CollectPieces();
    for (const Piece& piece : pieces_) Write(piece);
    for (Classification& given : builder_.document().classifications) {
      if (given.scheme == kRisks) given.section = record_;
    }
    for (const PagePiece& unknown : page_.unknown) {
      const auto at = static_cast<size_t>(unknown.data() - source_.text().data());
      builder_.document().repairs.push_back(
          {source_.ErrorAt(ErrorCode::kInvalid, "", at).line,
           "a line that fits no block of a record page; kept as front matter"});
    }
  }

 private:
  void SetMetadata() {
    Metadata& metadata = builder_.document().metadata;
    metadata.title = CollapseSpace(page_.title);
    metadata.issuer = CollapseSpace(page_.issuer);
    metadata.abstract = Joined(page_.abstract);
    if (!page_.year.empty()) metadata.date = Date::Parse(page_.year);
    const auto set = [&](std::string_view name, std::string text) {
      if (!text.empty()) metadata.other.Set(name, Value(std::move(text)));
    };
    List banner;
    for (const PagePiece& line : page_.banner) banner.push_back(Value(CollapseSpace(line)));
    if (!banner.empty()) metadata.other.Set("banner", Value(std::move(banner)));
    set("category_definition", CollapseSpace(page_.category_definition));
    set("parent_category", CollapseSpace(page_.parent_category));
    set("reasoning", Joined(page_.reasoning));
    if (!page_.lifecycle.label.empty()) metadata.other.Set("lifecycle", TermValue(page_.lifecycle));
    if (!page_.actor_role.label.empty()) metadata.other.Set("actor_role", TermValue(page_.actor_role));
    if (!page_.rmf.label.empty()) metadata.other.Set("rmf", TermValue(page_.rmf));
  }

  // All pieces in the order in which they stand on the page.
  void CollectPieces() {
    const auto add = [this](PagePiece text, Piece piece) {
      if (text.empty()) return;
      piece.text = text;
      pieces_.push_back(piece);
    };
    for (const PagePiece& line : page_.banner) add(line, {});
    for (const PagePiece line : {page_.category_definition, page_.parent_line, page_.title, page_.issuer_line,
                                 page_.lifecycle.label, page_.lifecycle.definition, page_.actor_role.label,
                                 page_.actor_role.definition, page_.rmf.label, page_.rmf.definition}) {
      add(line, {});
    }
    for (const PagePiece& line : page_.abstract) add(line, {});
    for (const PagePiece& line : page_.unknown) add(line, {});
    for (const PagePiece& line : page_.quote) add(line, {.part = Part::kQuote});
    add(page_.reasoning_heading, {.part = Part::kReasoning, .heading = true});
    for (const PagePiece& line : page_.reasoning) add(line, {.part = Part::kReasoning});
    for (size_t i = 0; i < page_.siblings.size(); ++i) {
      const PageSibling& sibling = page_.siblings[i];
      const int index = static_cast<int>(i);
      // A second code of one sibling has the path of the first: the same piece.
      const bool first = i == 0 || page_.siblings[i - 1].path.data() != sibling.path.data();
      if (first) add(sibling.path, {.part = Part::kSibling, .sibling = index, .heading = true});
      for (const PagePiece& line : sibling.definition) add(line, {.part = Part::kSibling, .sibling = index});
      add(sibling.code.whole, {.part = Part::kSibling, .sibling = index, .code = true});
    }
    PagePiece rank;
    for (size_t i = 0; i < page_.risks.size(); ++i) {
      if (page_.risks[i].rank.data() != rank.data()) add(page_.risks[i].rank, {});
      rank = page_.risks[i].rank;
      add(page_.risks[i].code.whole, {.risk = static_cast<int>(i), .code = true});
    }
    std::ranges::sort(pieces_, [](const Piece& a, const Piece& b) { return a.text.data() < b.text.data(); });
  }

  void Write(const Piece& piece) {
    const bool new_sibling = piece.part == Part::kSibling && piece.heading;
    if (builder_.open_sections() == 0 || piece.part != part_ || new_sibling) OpenSection(piece);
    part_ = piece.part;
    builder_.OpenBlock(piece.heading ? BlockKind::kHeading
                       : piece.code  ? BlockKind::kTableCell
                                     : BlockKind::kParagraph);
    builder_.Append(piece.text, static_cast<size_t>(piece.text.data() - source_.text().data()));
    const int32_t block = builder_.CloseBlock();
    if (block < 0) return;
    const Span span = builder_.block(block).span;
    const uint32_t section = builder_.current_section();
    if (piece.heading) builder_.section(section).heading = span;
    if (!piece.code) return;

    Classification given;
    given.section = section;
    given.span = span;
    if (piece.risk >= 0) {
      const PageRisk& risk = page_.risks[static_cast<size_t>(piece.risk)];
      given.section = 0;  // until the record's own section is known
      given.scheme = kRisks;
      given.code = risk.code.code;
      given.label = CollapseSpace(risk.code.label);
      given.rank = AsciiLower(risk.rank);
      given.reasoning = Joined(page_.reasoning);
    } else {
      const PageCode& code = page_.siblings[static_cast<size_t>(piece.sibling)].code;
      given.scheme = kMitigations;
      given.code = code.code;
      given.label = CollapseSpace(code.label);
    }
    builder_.document().classifications.push_back(std::move(given));
  }

  void OpenSection(const Piece& piece) {
    builder_.CloseSection();
    switch (piece.part) {
      case Part::kFront:
        builder_.OpenSection(SectionKind::kFront, "", "page");
        break;
      case Part::kQuote:
        // The page does not repeat the heading of its own record.
        record_ = builder_.OpenSection(SectionKind::kSynthetic, "", "record");
        break;
      case Part::kReasoning:
        builder_.OpenSection(SectionKind::kFront, "", "reasoning");
        break;
      case Part::kSibling:
        builder_.OpenSection(SectionKind::kPart, "", fmt::format("sibling.{}", piece.sibling + 1));
        break;
    }
  }

  const SourceText& source_;
  const RecordPage& page_;
  DocumentBuilder& builder_;
  std::vector<Piece> pieces_;
  Part part_ = Part::kFront;
  uint32_t record_ = 0;  // section of the quote; the document when there is none
};

}  // namespace

int LooksLikeRecordPage(const Source& source) {
  // No page is longer than a few screens.
  constexpr size_t kLongestPage = 256 << 10;
  if (source.bytes.size() > kLongestPage) return 0;
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  if (head.find_first_of("<{") == 0 || head.find('\0') != std::string_view::npos) return 0;
  const int signs = CountRecordPageSigns(head);
  return signs >= 3 ? 9 : signs == 2 ? 5 : 0;
}

Result<Document> ReadRecordPage(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  const RecordPage page = ParseRecordPage(text->text());
  if (page.quote.empty() && page.siblings.empty() && page.risks.empty() && page.title.empty()) {
    return tl::unexpected(text->ErrorAt(
        ErrorCode::kInvalid, "no record page: expected a quote, siblings with codes, a source or a risk", 0));
  }
  DocumentBuilder builder(*text);
  PageWriter(*text, page, &builder).Run();
  return builder.Finish();
}

}  // namespace concord
