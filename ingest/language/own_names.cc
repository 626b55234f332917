#include "ingest/language/own_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/designators/designators.h"

namespace concord {
namespace {

constexpr size_t kTitleBlocks = 8;       // a title page has no more lines that count
constexpr uint32_t kTitleBytes = 1200;   // titles of acts that amend others are long
constexpr uint32_t kTitleReach = 4000;   // bytes from the beginning
constexpr uint32_t kRunningBytes = 160;  // a line of page furniture
constexpr size_t kMaxNames = 64;

// Capitals of a title page as running text has them, as far as designators need it: "REGULATION (EU)".
std::string TitleCase(std::string_view text) {
  std::string out(text);
  bool first = true;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool letter = (out[i] >= 'A' && out[i] <= 'Z') || (out[i] >= 'a' && out[i] <= 'z');
    if (!letter) {
      first = out[i] == ' ' || out[i] == '\n' ? true : out[i] != '(' ? first : false;
      if (out[i] == '(') {  // "(EU)" stays
        while (i + 1 < out.size() && out[i + 1] != ')') ++i;
      }
      continue;
    }
    if (!first && out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] - 'A' + 'a');
    first = false;
  }
  return out;
}

bool OpensBody(std::string_view text) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"having regard", "whereas", "article 1", "section 1", "sec. 1", "chapter 1", "chapter i",
       "be it enacted", "the congress finds", "contents", "table of contents", "introduction", "preamble"});
  return std::ranges::any_of(kOpenings,
                             [&](std::string_view one) { return StartsWithIgnoreCase(text, one); });
}

class Reader {
 public:
  Reader(const Document& document, const Facts& facts) : document_(document), facts_(facts) {}

  OwnNames Read() {
    const Metadata& metadata = document_.metadata;
    if (!metadata.key.empty()) AddKey(metadata.key);
    for (const auto& [scheme, value] : metadata.identifiers) {
      if (const std::string_view known = facts_.ResolveDocument(value); !known.empty()) AddKey(known);
      if (const std::string key = KeyOfIdentifier(scheme, value); !key.empty()) AddKey(key);
    }
    if (const std::string_view known = facts_.ResolveDocument(metadata.title); !known.empty()) AddKey(known);
    own_.title = FoldCase(CollapseSpace(metadata.title));
    ReadTitlePage();
    ReadShortTitles();
    ReadRunningLines();
    own_.sections = SectionIndex(document_);
    return std::move(own_);
  }

 private:
  void AddKey(std::string_view key) {
    const std::string_view known = facts_.ResolveDocument(key);
    for (const std::string_view one : {key, known}) {
      if (!one.empty() && std::ranges::find(own_.keys, one) == own_.keys.end()) own_.keys.emplace_back(one);
    }
  }

  void ReadTitlePage() {
    for (size_t b = 0; b < document_.blocks.size() && b < kTitleBlocks; ++b) {
      const Block& block = document_.blocks[b];
      const std::string_view text = Trim(document_.TextOf(block.span));
      if (block.span.start > kTitleReach || text.size() > kTitleBytes || OpensBody(text)) break;
      // "An act to amend the Fen Code." is a title with a full stop.
      const bool act = StartsWithIgnoreCase(text, "an act") || StartsWithIgnoreCase(text, "a bill") ||
                       StartsWithIgnoreCase(text, "to amend") || StartsWithIgnoreCase(text, "a resolution");
      const bool sentence = (text.ends_with('.') && !act) || HasSentences(text);
      if (sentence || (block.kind != BlockKind::kHeading && block.kind != BlockKind::kParagraph)) break;
      own_.title_blocks.push_back(b);
      own_.title += "\n" + FoldCase(CollapseSpace(text));
      ReadNumber(text);
    }
  }

  // Running text, and no title: a full stop behind a long word, and a capital.
  static bool HasSentences(std::string_view text) {
    constexpr size_t kWord = 4;
    for (size_t at = text.find(". "); at != std::string_view::npos; at = text.find(". ", at + 1)) {
      if (at < kWord || at + 2 >= text.size() || text[at + 2] < 'A' || text[at + 2] > 'Z') continue;
      if (text.substr(at - kWord, kWord).find_first_of(" .") == std::string_view::npos) return true;
    }
    return false;
  }

  // "REGULATION (EU) 2031/417 OF THE ...", "Executive Order 14110", "A/RES/78/265": it opens the line, or is
  // all of it.
  void ReadNumber(std::string_view text) {
    constexpr SchemeSet kWorks = SetOf(DesignatorScheme::kEuAct) | SetOf(DesignatorScheme::kUsLaw) |
                                 SetOf(DesignatorScheme::kUnSymbol) | SetOf(DesignatorScheme::kCom) |
                                 SetOf(DesignatorScheme::kOecd) | SetOf(DesignatorScheme::kCoe) |
                                 SetOf(DesignatorScheme::kNistAi) | SetOf(DesignatorScheme::kEli) |
                                 SetOf(DesignatorScheme::kCelex) | SetOf(DesignatorScheme::kUnscResolution);
    const std::string words = TitleCase(CollapseSpace(text).substr(0, 400));
    for (const Designator& one : ScanDesignators(words, {.schemes = kWorks, .prose = true})) {
      constexpr uint32_t kFront = 4;
      const bool whole =
          one.span.start == 0 && words.find_first_not_of(" .,;()", one.span.end) == std::string::npos;
      const std::string_view behind = std::string_view(words).substr(one.span.end);
      const bool opens = own_.keys.empty() && one.span.start < kFront &&
                         (behind.empty() || StartsWithIgnoreCase(behind, " of ") || behind[0] == ':' ||
                          behind.starts_with(" -") || behind.starts_with(" \xE2\x80"));
      // Of the laws of the United States only orders have their number in front: statutes and sections are
      // what an act is about.
      const bool statute = one.scheme == DesignatorScheme::kUsLaw && !one.key.starts_with("us-eo-") &&
                           !StartsWithIgnoreCase(words, "public law");
      if ((whole || opens) && !statute) AddKey(one.key);
    }
  }

  // "This Act may be cited as the 'Fen Drainage Act 1988'."
  void ReadShortTitles() {
    const std::string_view text = document_.text;
    for (const std::string_view formula :
         {"cited as", "may be called", "shall be known as", "Act known as"}) {
      for (size_t at = text.find(formula); at != std::string_view::npos && own_.names.size() < kMaxNames;
           at = text.find(formula, at + formula.size())) {
        std::string_view name = Trim(text.substr(at + formula.size(), 160));
        if (name.starts_with(":")) name = Trim(name.substr(1));
        if (StartsWithIgnoreCase(name, "the ")) name = Trim(name.substr(4));
        const std::string_view bare = Unquoted(name);
        if (!bare.empty()) {
          name = bare;
        } else {
          name = name.substr(0, name.find_first_of(".;\n("));
        }
        name = Trim(name);
        while (!name.empty() && (name.back() == ',' || name.back() == '.')) name.remove_suffix(1);
        constexpr size_t kLeast = 4;
        if (name.size() >= kLeast && name[0] >= 'A' && name[0] <= 'Z')
          own_.names.push_back(FoldCase(CollapseSpace(name)));
      }
    }
  }
  static std::string_view Unquoted(std::string_view text) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""},
                                      {"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                      {"\xE2\x80\x98\xE2\x80\x98", "\xE2\x80\x99\xE2\x80\x99"},
                                      {"``", "''"},
                                      {"\xE2\x80\x98", "\xE2\x80\x99"},
                                      {"'", "'"}}) {
      if (StartsWithIgnoreCase(text, "the ")) text.remove_prefix(4);
      if (!text.starts_with(open)) continue;
      const size_t end = text.find(close, open.size());
      return end == std::string_view::npos ? std::string_view() : text.substr(open.size(), end - open.size());
    }
    return {};
  }

  // Lines that are equal but for their digits, and not always equal with them; or that only repeat the title.
  void ReadRunningLines() {
    struct Line {
      std::vector<size_t> blocks;
      bool varies = false;
    };
    std::unordered_map<std::string, Line> lines;
    for (size_t b = 0; b < document_.blocks.size(); ++b) {
      const Block& block = document_.blocks[b];
      if (block.span.size() > kRunningBytes || block.span.size() < 6 ||
          (block.kind != BlockKind::kHeading && block.kind != BlockKind::kParagraph))
        continue;
      const std::string_view text = document_.TextOf(block.span);
      std::string skeleton(text);
      std::erase_if(skeleton, [](char c) { return IsDigit(c) || c == ' '; });
      Line& line = lines[skeleton];
      if (!line.blocks.empty() && document_.TextOf(document_.blocks[line.blocks[0]].span) != text)
        line.varies = true;
      line.blocks.push_back(b);
    }
    constexpr size_t kLeast = 3;
    for (const auto& [skeleton, line] : lines) {
      if (line.blocks.size() < kLeast) continue;
      const std::string folded =
          FoldCase(CollapseSpace(document_.TextOf(document_.blocks[line.blocks[0]].span)));
      if (line.varies || own_.title.find(folded) != std::string::npos)
        own_.running_blocks.insert(own_.running_blocks.end(), line.blocks.begin(), line.blocks.end());
    }
    std::ranges::sort(own_.running_blocks);
  }

  const Document& document_;
  const Facts& facts_;
  OwnNames own_;
};

}  // namespace

bool OwnNames::IsOwn(std::string_view key, std::string_view name) const {
  if (std::ranges::find(keys, key) != keys.end()) return true;
  const std::string folded = FoldCase(CollapseSpace(name));
  if (std::ranges::find(names, folded) != names.end()) return true;
  constexpr size_t kLongName = 12;
  if (!key.starts_with("new:") || folded.size() <= kLongName) return false;
  // A line of the title page is the name; the title that the metadata have may hold it.
  for (size_t line = title.find('\n'); line != std::string::npos; line = title.find('\n', line + 1)) {
    std::string_view text = std::string_view(title).substr(line + 1);
    text = text.substr(0, text.find('\n'));
    if (text == folded) return true;
  }
  const size_t at = title.substr(0, title.find('\n')).find(folded);
  if (at == std::string::npos) return false;
  // "Fen Convention" is not all of "Fen Convention on Lamps"; a year and what stands in parentheses may
  // follow.
  std::string_view behind = std::string_view(title).substr(at + folded.size());
  behind = behind.substr(0, behind.find('\n'));
  if (behind.starts_with(" of ")) behind.remove_prefix(3);
  constexpr std::string_view kEnds = ",(:;.-";
  const bool ends = behind.empty() || kEnds.find(behind[0]) != std::string_view::npos ||
                    (behind[0] == ' ' && behind.size() > 1 &&
                     (IsDigit(behind[1]) || kEnds.find(behind[1]) != std::string_view::npos));
  if (!ends) return false;
  // "Report on the Fen Act" is about another text.
  const std::string before = " " + title.substr(0, at);
  static constexpr auto kAbout = std::to_array<std::string_view>(
      {" on ", " under ", " to ", " about ", " amending ", " repealing ", " implementing ", " regarding ",
       " for ", " of the ", " with ", " amend ", " and "});
  return std::ranges::none_of(kAbout,
                              [&](std::string_view word) { return before.find(word) != std::string::npos; });
}

bool OwnNames::HasKind(std::string_view kind) const {
  return !kind.empty() && title.find(FoldCase(kind)) != std::string::npos;
}
bool OwnNames::IsTitle(size_t block) const { return std::ranges::binary_search(title_blocks, block); }
bool OwnNames::IsRunning(size_t block) const { return std::ranges::binary_search(running_blocks, block); }

OwnNames ReadOwnNames(const Document& document, const Facts& facts) { return Reader(document, facts).Read(); }

}  // namespace concord
