#include "ingest/readers/pages/record_page.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

// The vocabularies that the site shows beside every record. A label that is not among them is placed by the
// order of the site: lifecycle, actor, function of the AI RMF.
constexpr std::string_view kLifecycle[] = {"Plan and Design",
                                           "Collect and Process Data",
                                           "Build and Use Model",
                                           "Verify and Validate",
                                           "Deploy",
                                           "Operate and Monitor",
                                           "Other (outside lifecycle)",
                                           "Other (general)",
                                           "Unable to classify"};
constexpr std::string_view kActorRole[] = {"Developer",
                                           "Deployer",
                                           "User",
                                           "Infrastructure Provider",
                                           "Governance Actor",
                                           "Affected Stakeholder",
                                           "AI Developer (General-purpose)",
                                           "AI Developer (Specialized)"};
constexpr std::string_view kRmf[] = {"Govern", "Map", "Measure", "Manage"};
constexpr std::string_view kBanner[] = {"this page", "these figures", "feedback form"};

// Labels and headings are titles: a longer line is a text. (The longest label in the taxonomies has 88
// bytes.)
constexpr size_t kLongestLabel = 120;
constexpr size_t kLongestHeading = 240;
// So many heads of heading paths are compared with each code line, so that the time stays linear.
constexpr size_t kMostHeads = 64;

enum class Kind { kText, kCode, kRiskCode, kRank, kParent, kReasoning, kIssuer };

struct Line {
  std::string_view text;
  Kind kind = Kind::kText;
  PageCode code;
  bool used = false;
};

bool EndsSentence(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == ')' || text.back() == '\''))
    text.remove_suffix(1);
  if (text.ends_with("”") || text.ends_with("’")) text.remove_suffix(3);
  return text.ends_with('.') || text.ends_with('!') || text.ends_with(';') || text.ends_with(':') ||
         text.ends_with("…");
}

bool IsHeading(std::string_view text) { return text.size() <= kLongestHeading && !EndsSentence(text); }

bool IsBanner(std::string_view text) {
  const std::string lower = AsciiLower(text);
  return std::ranges::any_of(kBanner,
                             [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

bool IsRank(std::string_view text) {
  return EqualsIgnoreCase(text, "Primary") || EqualsIgnoreCase(text, "Secondary") ||
         EqualsIgnoreCase(text, "Other");
}

std::string_view HeadOfPath(std::string_view path) { return Trim(path.substr(0, path.find(" > "))); }

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The length of a code such as "3", "2.1", "3.1.4", "2.3.?" or "X.1" at the start of a line, blank excluded;
// 0 when there is none.
size_t CodeLength(std::string_view line) {
  size_t at = 0;
  if (line.starts_with("X.")) {
    at = 2;
  }
  const size_t digits = at;
  while (at < line.size() && IsDigit(line[at])) ++at;
  if (at == digits || at - digits > 3) return 0;
  while (at + 1 < line.size() && line[at] == '.' && (IsDigit(line[at + 1]) || line[at + 1] == '?')) {
    at += 2;
    while (at < line.size() && IsDigit(line[at])) ++at;
  }
  return at < line.size() && line[at] == ' ' ? at : 0;
}

// Where the next block is glued to the label of a code line ("2.1 Oversight & AccountabilityComprehensive
// measures >
// ..."), as an offset into `label`; npos when nothing is. A heading that stands elsewhere on the page is the
// surest sign; then a capitalised word that follows a small letter without a blank; then an acronym that
// does.
size_t FindGlue(std::string_view label, const std::vector<std::string_view>& heads) {
  const std::string_view window = label.substr(0, kLongestLabel);
  size_t capitalised = std::string_view::npos, acronym = std::string_view::npos;
  for (const std::string_view head : heads) {
    const size_t at = label.substr(0, kLongestLabel + head.size()).find(head, 1);
    if (at != std::string_view::npos && label[at - 1] != ' ') return at;
  }
  for (size_t at = 1; at < window.size(); ++at) {
    const char before = label[at - 1];
    const bool ends_word = (before >= 'a' && before <= 'z') || IsDigit(before) || before == ')' ||
                           before == '?' || (static_cast<unsigned char>(before) & 0xC0) == 0x80;
    // Only at the start of a character: the bytes behind the first have the form 10xxxxxx.
    if (!ends_word || (static_cast<unsigned char>(label[at]) & 0xC0) == 0x80) continue;
    size_t next = at;
    if (!IsUpper(NextCodePoint(label, &next))) continue;
    const bool word = next < label.size() && !IsUpper(NextCodePoint(label, &next)) && label[at + 1] != ' ';
    size_t& found = word ? capitalised : acronym;
    if (found == std::string_view::npos) found = at;
  }
  return capitalised != std::string_view::npos ? capitalised : acronym;
}

// A page under analysis: first its lines are told apart, then the blocks take them one after the other.
class Parser {
 public:
  explicit Parser(std::string_view text) { Classify(SplitLines(text)); }

  RecordPage Run() {
    TakeRisks();
    TakeIssuer();
    TakeSiblings();
    TakeTerms();
    TakeAbstract();
    TakeHead();
    TakeRest();
    return std::move(page_);
  }

 private:
  bool FreeText(size_t at) const {
    return at < lines_.size() && lines_[at].kind == Kind::kText && !lines_[at].used;
  }

  std::string_view Take(size_t at) {
    lines_[at].used = true;
    return lines_[at].text;
  }

  // Cuts glued lines in two and gives each line its kind.
  void Classify(const std::vector<std::string_view>& raw) {
    std::vector<std::string_view> heads;
    for (const std::string_view line : raw) {
      if (heads.size() == kMostHeads) break;
      if (CodeLength(line) == 0 && line.find(" > ") != std::string_view::npos && IsHeading(line)) {
        heads.push_back(HeadOfPath(line));
      }
    }
    for (const std::string_view line : raw) {
      const size_t length = CodeLength(line);
      const std::string_view label = length == 0 ? std::string_view() : Trim(line.substr(length));
      size_t first = 0;
      if (label.empty() || (label[0] != '(' && !IsUpper(NextCodePoint(label, &first)))) {
        AddText(line);
        continue;
      }
      const size_t glue = FindGlue(label, heads);
      const std::string_view own = Trim(label.substr(0, glue));
      if (own.size() > kLongestLabel || EndsSentence(own) || own.find(". ") != std::string_view::npos ||
          own.find("; ") != std::string_view::npos) {
        AddText(line);
        continue;
      }
      Line code{
          line.substr(0, static_cast<size_t>(own.data() + own.size() - line.data())), Kind::kCode, {}, false};
      code.code = {code.text, line.substr(0, length), own};
      lines_.push_back(code);
      if (glue != std::string_view::npos) AddText(Trim(label.substr(glue)));
    }
  }

  void AddText(std::string_view text) {
    Line line{text, Kind::kText, {}, false};
    if (EqualsIgnoreCase(text, "Reasoning")) {
      line.kind = Kind::kReasoning;
    } else if (StartsWithIgnoreCase(text, "Also in ") && text.size() <= kLongestLabel + 8 &&
               !EndsSentence(text)) {
      line.kind = Kind::kParent;
    }
    lines_.push_back(line);
  }

  // "Primary" and the codes below it, up to the next line that is no code. "Other" is a rank only behind
  // another rank: alone it may be the heading of a sibling.
  void TakeRisks() {
    bool behind_risk = false;
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      const std::string_view rank = lines_[i].text;
      const bool is_rank = lines_[i].kind == Kind::kText && IsRank(rank) &&
                           lines_[i + 1].kind == Kind::kCode &&
                           (behind_risk || !EqualsIgnoreCase(rank, "Other"));
      behind_risk = false;
      if (!is_rank) continue;
      lines_[i].kind = Kind::kRank;
      while (i + 1 < lines_.size() && lines_[i + 1].kind == Kind::kCode) {
        ++i;
        lines_[i].kind = Kind::kRiskCode;
        page_.risks.push_back({rank, lines_[i].code});
      }
      behind_risk = true;
    }
  }

  static bool IsIssuerLine(std::string_view text) {
    if (text.size() < 9 || text.size() > kLongestHeading || !text.ends_with(')')) return false;
    const std::string_view end = text.substr(text.size() - 7);
    return end.starts_with(" (") && std::ranges::all_of(end.substr(2, 4), IsDigit) &&
           (end[2] == '1' || end[2] == '2');
  }

  // "Issuer (2024)", and the line before it. A heading of a sibling may look the same, but a code follows it;
  // a title may look the same, but the issuer follows it.
  void TakeIssuer() {
    size_t start = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].kind == Kind::kCode) start = i;
    }
    const auto candidate = [this](size_t i) {
      return FreeText(i) && IsIssuerLine(lines_[i].text) &&
             (i + 1 == lines_.size() || lines_[i + 1].kind != Kind::kCode);
    };
    size_t at = start;
    while (at < lines_.size() && !candidate(at)) ++at;
    if (at == lines_.size()) {
      for (at = 0; at < start && !candidate(at);) ++at;
      if (at == start) return;
    }
    if (candidate(at + 1)) ++at;
    const std::string_view line = lines_[at].text;
    lines_[at].kind = Kind::kIssuer;
    issuer_ = at;
    page_.issuer_line = line;
    page_.issuer = Trim(line.substr(0, line.size() - 7));
    page_.year = line.substr(line.size() - 5, 4);
    if (at > 0 && FreeText(at - 1) && IsHeading(lines_[at - 1].text)) page_.title = Take(at - 1);
  }

  void TakeSiblings() {
    std::vector<size_t> codes;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].kind == Kind::kCode) codes.push_back(i);
    }
    for (size_t k = 0; k < codes.size(); ++k) {
      // All free lines before the code, back to what cannot belong to the sibling
      size_t first = codes[k];
      while (first > 0 && FreeText(first - 1)) --first;
      const bool behind_sibling = k > 0 && first == codes[k - 1] + 1;
      const size_t path = behind_sibling ? first : FirstPath(first, codes, k);
      PageSibling sibling;
      sibling.code = lines_[codes[k]].code;
      if (path < codes[k]) {
        sibling.path = Take(path);
        for (size_t i = path + 1; i < codes[k]; ++i) sibling.definition.push_back(Take(i));
      } else if (behind_sibling) {
        sibling.path = page_.siblings.back().path;  // a second code of the same sibling
      }
      page_.siblings.push_back(std::move(sibling));
    }
  }

  // The heading of a sibling that other blocks may stand before: lines [first, codes[k]).
  size_t FirstPath(size_t first, const std::vector<size_t>& codes, size_t k) const {
    const size_t end = codes[k];
    if (first == end) return end;
    // The line below "Reasoning" is the reasoning, when there is another.
    if (first > 0 && lines_[first - 1].kind == Kind::kReasoning) {
      if (first + 1 == end) return IsHeading(lines_[first].text) ? first : end;
      ++first;
    }
    // A heading that the next sibling stands below, or a path of several headings
    std::string_view next_head;
    if (k + 1 < codes.size() && codes[k] + 1 < codes[k + 1])
      next_head = HeadOfPath(lines_[codes[k] + 1].text);
    for (size_t i = end; i-- > first;) {
      const std::string_view text = lines_[i].text;
      if (!IsHeading(text)) continue;
      if (HeadOfPath(text) == next_head || text.find(" > ") != std::string_view::npos) return i;
    }
    for (size_t i = end; i-- > first;) {
      if (IsHeading(lines_[i].text)) return i;
    }
    return end - 1;
  }

  PageTerm TakeTerm(size_t at) {
    PageTerm term{Take(at), {}};
    if (FreeText(at + 1) && !IsTerm(lines_[at + 1].text)) term.definition = Take(at + 1);
    return term;
  }

  static bool IsTerm(std::string_view text) {
    return IsOneOfIgnoreCase(text, kLifecycle) || IsOneOfIgnoreCase(text, kActorRole) ||
           IsOneOfIgnoreCase(text, kRmf);
  }

  void TakeTerms() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!FreeText(i)) continue;
      if (page_.lifecycle.label.empty() && IsOneOfIgnoreCase(lines_[i].text, kLifecycle)) {
        page_.lifecycle = TakeTerm(i);
      } else if (page_.actor_role.label.empty() && IsOneOfIgnoreCase(lines_[i].text, kActorRole)) {
        page_.actor_role = TakeTerm(i);
      } else if (page_.rmf.label.empty() && IsOneOfIgnoreCase(lines_[i].text, kRmf)) {
        page_.rmf = TakeTerm(i);
      }
    }
  }

  // Below the issuer: the abstract, then terms with labels that we do not know.
  void TakeAbstract() {
    if (page_.issuer_line.empty()) return;
    size_t at = issuer_ + 1;
    while (FreeText(at) && (EndsSentence(lines_[at].text) || lines_[at].text.size() > kLongestLabel)) {
      page_.abstract.push_back(Take(at++));
    }
    for (PageTerm* term : {&page_.lifecycle, &page_.actor_role, &page_.rmf}) {
      while (at < lines_.size() && lines_[at].used) ++at;
      if (!FreeText(at)) break;
      if (term->label.empty()) *term = TakeTerm(at);
    }
  }

  void TakeHead() {
    size_t parent = lines_.size(), reasoning = lines_.size();
    for (size_t i = lines_.size(); i-- > 0;) {
      if (lines_[i].kind == Kind::kParent) parent = i;
      if (lines_[i].kind == Kind::kReasoning) reasoning = i;
    }
    if (reasoning < lines_.size()) {
      page_.reasoning_heading = lines_[reasoning].text;
      for (size_t i = reasoning + 1; FreeText(i); ++i) page_.reasoning.push_back(Take(i));
    }
    if (parent < lines_.size()) {
      page_.parent_line = lines_[parent].text;
      page_.parent_category = Trim(page_.parent_line.substr(std::string_view("Also in ").size()));
      for (size_t i = parent + 1; FreeText(i); ++i) page_.quote.push_back(Take(i));
    }

    // What stands above: the site's banner, then what the category means
    std::vector<std::string_view> above;
    const size_t end = std::min(parent, reasoning);
    for (size_t i = 0; i < end && lines_[i].kind == Kind::kText; ++i) {
      if (lines_[i].used) break;
      if (IsBanner(lines_[i].text)) {
        page_.banner.push_back(Take(i));
      } else {
        above.push_back(Take(i));
      }
    }
    // The reasoning is one paragraph; the rest below it is the quote when nothing else is.
    if (page_.quote.empty() && page_.reasoning.size() > 1) {
      page_.quote.assign(page_.reasoning.begin() + 1, page_.reasoning.end());
      page_.reasoning.resize(1);
    }
    if (above.empty()) return;
    if (!page_.quote.empty()) {
      page_.category_definition = above.back();
      page_.banner.insert(page_.banner.end(), above.begin(), above.end() - 1);
    } else if (above.size() == 1 && (parent < lines_.size() || IsShortPhrase(above[0]))) {
      page_.category_definition = above[0];
    } else {
      if (above.size() > 1) page_.category_definition = above[0];
      page_.quote.assign(above.begin() + (above.size() > 1 ? 1 : 0), above.end());
    }
  }

  // One sentence without a finite modal: rather the meaning of a category than what somebody said.
  static bool IsShortPhrase(std::string_view text) {
    if (text.size() > 200 || text.find(". ") != std::string_view::npos) return false;
    return std::ranges::none_of(
        std::array{" should ", " shall ", " must ", " will ", " may "},
        [&](std::string_view modal) { return text.find(modal) != std::string_view::npos; });
  }

  void TakeRest() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (FreeText(i)) page_.unknown.push_back(Take(i));
    }
  }

  RecordPage page_;
  std::vector<Line> lines_;
  size_t issuer_ = 0;
};

}  // namespace

RecordPage ParseRecordPage(std::string_view text) { return Parser(text).Run(); }

int CountRecordPageSigns(std::string_view text) {
  const RecordPage page = ParseRecordPage(text);
  bool paths = false;
  for (const PageSibling& sibling : page.siblings)
    paths |= sibling.path.find(" > ") != std::string_view::npos;
  return int{!page.parent_line.empty()} + int{!page.reasoning_heading.empty()} + int{!page.risks.empty()} +
         int{!page.lifecycle.label.empty() && !page.actor_role.label.empty() &&
             IsOneOfIgnoreCase(page.actor_role.label, kActorRole)} +
         int{paths && !page.issuer.empty()};
}

}  // namespace concord
