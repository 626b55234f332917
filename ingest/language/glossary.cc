// Definitions are looked for around parentheses: "NAME (the 'SHORT')", "NAME (ACR)", "NAME (hereinafter
// SHORT)". That is where legal drafting puts them, and it costs one pass over the opening parentheses.
#include "ingest/language/glossary.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kMeaningBytes = 160;  // a longer name is none
constexpr size_t kParenthesisBytes = 160;

// Occurrences of `word` in `text`, but no more than `enough`.
size_t CountWord(std::string_view text, std::string_view word, size_t enough) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string_view::npos && count < enough;
       at = text.find(word, at + word.size()))
    ++count;
  return count;
}

bool IsAcronym(std::string_view text) {
  // "AI CoE": two acronyms are one.
  if (const size_t blank = text.find(' '); blank != std::string_view::npos && text.size() <= 16)
    return IsAcronym(text.substr(0, blank)) && text.find(' ', blank + 1) == std::string_view::npos &&
           IsAcronym(text.substr(blank + 1));
  if (text.size() < 2 || text.size() > 12 || text.find(' ') != std::string_view::npos) return false;
  size_t capitals = 0, letters = 0;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    if (!upper && !lower && !(c >= '0' && c <= '9') && c != '-' && c != '/' && c != '&' && c != '.')
      return false;
    capitals += upper;
    letters += upper || lower;
  }
  return capitals >= 2 && capitals * 2 > letters;
}

// The words of `text` that a definition could stand for, from the back: where the name starts whose
// initials are the acronym's letters. npos when none does.
size_t FindExpansion(std::string_view text, std::string_view acronym) {
  std::string letters;
  for (const char c : acronym) {
    if (c >= 'A' && c <= 'Z') letters.push_back(static_cast<char>(c - 'A' + 'a'));
  }
  size_t end = text.size(), left = letters.size();
  for (size_t words = 0; words < 2 * letters.size() + 4 && end > 0; ++words) {
    while (end > 0 &&
           (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '-' || text[end - 1] == ','))
      --end;
    size_t start = end;
    while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '\n' && text[start - 1] != '-') --start;
    if (start == end) break;
    char initial = text[start];
    if (initial >= 'A' && initial <= 'Z') initial = static_cast<char>(initial - 'A' + 'a');
    if (left > 0 && initial == letters[left - 1]) {
      if (--left == 0) return start;
    } else if (end - start > 4 && left < letters.size() && !(text[start] >= 'a' && text[start] <= 'z')) {
      return std::string_view::npos;  // a capitalised word that the acronym leaves out
    }
    end = start;
  }
  return std::string_view::npos;
}

// The noun phrase at the end of `text`: behind its last article, but for those behind "of the" and the like.
std::string_view TailName(std::string_view text) {
  const size_t stop = text.find_last_of(".;:\n(\xE2\x80");
  if (stop != std::string_view::npos && static_cast<unsigned char>(text[stop]) < 0x80)
    text.remove_prefix(stop + 1);
  size_t name = std::string_view::npos;
  for (size_t at = text.size(); at-- > 0;) {
    if (at > 0 && text[at - 1] != ' ') continue;
    size_t end = text.find(' ', at);
    if (end == std::string_view::npos) continue;
    const std::string_view word = text.substr(at, end - at);
    if (!EqualsIgnoreCase(word, "the") && !EqualsIgnoreCase(word, "a") && !EqualsIgnoreCase(word, "an"))
      continue;
    name = end + 1;
    const std::string_view before = Trim(text.substr(0, at));
    if (!(before.ends_with(" of") || before.ends_with(" for") || before.ends_with(" on") ||
          before.ends_with(" and") || before.ends_with(" to")))
      break;
  }
  return name == std::string_view::npos ? Trim(text) : Trim(text.substr(name));
}

// "of Valdoria" behind "Data Protection Authority (DPA)": whose it is belongs to its name.
std::string_view OwnerBehind(std::string_view text) {
  constexpr std::string_view kOf = " of ";
  if (!text.starts_with(kOf)) return {};
  size_t end = kOf.size(), last = 0;
  while (end < text.size()) {
    size_t stop = end;
    while (stop < text.size() && text[stop] != ' ' && text[stop] != '\n' && text[stop] != ',' &&
           text[stop] != '.' && text[stop] != ';' && text[stop] != ')' && text[stop] != '(')
      ++stop;
    const std::string_view word = text.substr(end, stop - end);
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') {
      last = stop;
    } else if (word != "the" && word != "of" && word != "and") {
      break;
    }
    if (stop >= text.size() || text[stop] != ' ') break;
    end = stop + 1;
  }
  return text.substr(0, last);
}

// The quoted words in a parenthesis, or those behind "hereinafter"; empty when it defines nothing.
std::string_view DefinedName(std::string_view inside) {
  static constexpr auto kQuotes =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                                                    {"\xE2\x80\x98", "\xE2\x80\x99"},
                                                                    {"``", "''"},
                                                                    {"\"", "\""},
                                                                    {"'", "'"}});
  for (const auto& [open, close] : kQuotes) {
    const size_t start = inside.find(open);
    if (start == std::string_view::npos) continue;
    const size_t from = start + open.size();
    const size_t end = inside.find(close, from);
    if (end == std::string_view::npos || end == from) continue;
    // Only introductory words may stand before it.
    const std::string_view before = Trim(inside.substr(0, start));
    const bool introduced = before.empty() || before.ends_with("the") || before.ends_with("as") ||
                            before.ends_with("called") || before.ends_with("hereinafter") ||
                            before.ends_with("henceforth") || before.ends_with("hereafter") ||
                            before.ends_with("or");
    if (!introduced) return {};
    std::string_view name = Trim(inside.substr(from, end - from));
    for (const std::string_view article : {"the ", "The "}) {
      if (name.starts_with(article)) name.remove_prefix(article.size());
    }
    return name;
  }
  // "(the Board)"
  if (inside.starts_with("the ") && inside.size() > 5 && inside[4] >= 'A' && inside[4] <= 'Z' &&
      inside.find_first_of(",;.:") == std::string_view::npos &&
      std::count(inside.begin(), inside.end(), ' ') <= 3) {
    return inside.substr(4);
  }
  for (const std::string_view word : {"hereinafter", "henceforth", "hereafter"}) {
    if (!StartsWithIgnoreCase(inside, word)) continue;
    std::string_view rest = Trim(inside.substr(word.size()));
    for (const std::string_view filler : {"referred to as ", "called ", "the "}) {
      if (StartsWithIgnoreCase(rest, filler)) rest = Trim(rest.substr(filler.size()));
    }
    return rest;
  }
  return {};
}

std::string_view FirstWord(std::string_view name) { return name.substr(0, name.find_first_of(" -/")); }

class GlossaryReader {
 public:
  GlossaryReader(const Document& document, const Lexicon& lexicon)
      : document_(document), lexicon_(lexicon), text_(document.text) {}

  Glossary Read() {
    ReadTone();
    ReadIssuers();
    ReadDefinitions();
    ReadHereinafter();
    ReadMeanings();
    ReadRecitals();
    glossary_.own = ReadOwnNames(document_, *lexicon_.facts);
    ReadSilentSections();
    ReadAmendments();
    for (auto& [first, words] : glossary_.terms) words.Sort();
    return std::move(glossary_);
  }

 private:
  // "shall" once in some three hundred words and at least as often as "should": an act or a treaty.
  void ReadTone() {
    size_t shall = 0, should = 0, must = 0;
    for (size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] != ' ') continue;
      const std::string_view rest = text_.substr(at);
      const char first = rest.size() > 1 ? rest[1] : '\0';
      if (first == 's') {
        shall += rest.starts_with(" shall ");
        should += rest.starts_with(" should ");
      } else if (first == 'S') {
        shall += rest.starts_with(" SHALL ");
      } else if (first == 'm') {
        must += rest.starts_with(" must ");
      }
    }
    glossary_.asks = (shall + should + must + 1) * 6000 >= text_.size();
    // An act in articles that says "must" where others say "shall".
    size_t articles = 0;
    for (const Section& section : document_.sections) articles += section.kind == SectionKind::kArticle;
    if (articles >= 3 && (shall + must) * 2000 >= text_.size() && shall + must >= 2 * should)
      glossary_.tone = Glossary::Tone::kBinding;
    const bool enacted = CountWord(text_, "Be it enacted", 1) + CountWord(text_, "BE IT ENACTED", 1) > 0;
    if (shall > 0 && shall >= should && (enacted || shall * 2000 >= text_.size()))
      glossary_.tone = Glossary::Tone::kBinding;
  }

  void AddIssuer(std::string_view id) {
    if (glossary_.SpeaksFor(id)) return;
    glossary_.issuers.emplace_back(id);
    const ForumFact* forum = lexicon_.facts->FindForum(id);
    if (forum == nullptr || glossary_.issuers.size() > 32) return;
    for (const std::string& parent : forum->parents) AddIssuer(parent);
  }

  void AddIssuersIn(std::string_view text) {
    std::vector<Token> tokens;
    Tokenize(text, {0, static_cast<uint32_t>(text.size())}, lexicon_.vocabulary, &tokens);
    for (size_t i = 0; i < tokens.size(); ++i) {
      const auto match = Lexicon::Match(lexicon_.forums, tokens, i, tokens.size());
      if (match.length == 0) continue;
      const ForumName& name = lexicon_.forum_list[match.value];
      const ForumFact& forum = lexicon_.facts->forums()[name.forum];
      if (tokens[i].StartsUpper() && forum.GateOf(name.entry) == nullptr) AddIssuer(forum.id);
      i += match.length - 1;
    }
  }

  void ReadIssuers() {
    const std::string& issuer = document_.metadata.issuer;
    AddIssuersIn(issuer);
    if (issuer.empty()) {
      AddIssuersIn(document_.metadata.title);
      ReadTitleLines();
    }
    // An act of the Union names its institutions all the time, without their full names.
    const bool act = CountWord(text_, "Member States", 3) + CountWord(text_, "Member State", 3) >= 3 &&
                     CountWord(text_, "he Commission", 3) >= 3 && CountWord(text_, "Union", 3) >= 3;
    static constexpr auto kActs = std::to_array<std::string_view>(
        {"this Regulation", "this Directive", "this Decision", "This Regulation", "This Decision"});
    if (act && std::any_of(kActs.begin(), kActs.end(),
                           [&](std::string_view name) { return text_.find(name) != std::string_view::npos; }))
      AddIssuer("eu");
  }

  // The first line mostly is the title; a page in two languages has it again below, as "Charter of ...".
  void ReadTitleLines() {
    constexpr size_t kLines = 4, kLineBytes = 300;
    size_t start = 0;
    for (size_t line = 0; line < kLines && start < text_.size(); ++line) {
      const size_t end = std::min(text_.find('\n', start), text_.size());
      const std::string_view words = Trim(text_.substr(start, std::min(end - start, kLineBytes)));
      const WordId first = lexicon_.vocabulary.Find(AsciiLower(words.substr(0, words.find(' '))));
      if (line == 0 || (lexicon_.vocabulary.classes(first) & kDocumentNoun) != 0) AddIssuersIn(words);
      start = end + 1;
    }
  }

  // The forum whose full name `meaning` is, else empty.
  std::string ForumOf(std::string_view meaning) const {
    std::vector<Token> tokens;
    Tokenize(meaning, {0, static_cast<uint32_t>(meaning.size())}, lexicon_.vocabulary, &tokens);
    if (tokens.empty()) return {};
    const auto match = Lexicon::Match(lexicon_.forums, tokens, 0, tokens.size());
    if (match.length == tokens.size())
      return lexicon_.facts->forums()[lexicon_.forum_list[match.value].forum].id;
    return {};
  }

  // A body of several states that no table knows: named with an international word or by a treaty.
  std::string NewForumOf(std::string_view meaning) const {
    static constexpr auto kHeads = std::to_array<std::string_view>(
        {"Conference",   "Committee",   "Board",       "Council",   "Forum",    "Alliance", "Network",
         "Partnership",  "Commission",  "Foundation",  "Summit",    "Group",    "Panel",    "Organization",
         "Organisation", "Undertaking", "Secretariat", "Coalition", "Assembly", "Union"});
    static constexpr auto kInternational = std::to_array<std::string_view>(
        {"International", "Global", "World", "European", "United Nations", "Inter-American", "African",
         "Asian", "Parties", "Rights", "Americas", "Regional", "Multilateral", "Nations"});
    const std::string_view head = meaning.substr(
        0, std::min({meaning.find(" of "), meaning.find(" on "), meaning.find(" for "), meaning.size()}));
    const size_t last = head.rfind(' ');
    const std::string_view noun = last == std::string_view::npos ? head : head.substr(last + 1);
    if (std::find(kHeads.begin(), kHeads.end(), noun) == kHeads.end()) return {};
    const bool international =
        std::any_of(kInternational.begin(), kInternational.end(),
                    [&](std::string_view word) { return meaning.find(word) != std::string_view::npos; });
    if (!international && glossary_.issuers.empty()) return {};
    if (!international && !glossary_.SpeaksFor("eu") && !glossary_.SpeaksFor("un") &&
        !glossary_.SpeaksFor("coe"))
      return {};
    return "new:" + Slug(meaning);
  }

  void ReadDefinitions() {
    for (size_t open = text_.find('('); open != std::string_view::npos; open = text_.find('(', open + 1)) {
      const std::string_view window = text_.substr(open + 1, kParenthesisBytes);
      const size_t close = window.find(')');
      if (close == std::string_view::npos || close < 2) continue;
      const std::string_view inside = Trim(window.substr(0, close));
      const size_t from = open > kMeaningBytes ? open - kMeaningBytes : 0;
      std::string_view before = text_.substr(from, open - from);
      // The window may start inside a character or a word.
      if (from > 0)
        before.remove_prefix(std::min(
            before.size(), before.find(' ') == std::string_view::npos ? before.size() : before.find(' ')));
      before = Trim(before);
      DefinedTerm term;
      term.span = {static_cast<uint32_t>(open + 1), static_cast<uint32_t>(open + 1 + close)};
      if (const std::string_view name = DefinedName(inside); !name.empty() && name.size() <= 80) {
        term.name = name;
        term.meaning = Unquoted(TailName(before));
      } else if (IsAcronym(inside)) {
        const size_t start = FindExpansion(before, inside);
        if (start == std::string_view::npos) continue;
        term.name = inside;
        term.meaning = before.substr(start);
      } else {
        continue;
      }
      if (term.name.empty() ||
          !((term.name[0] >= 'A' && term.name[0] <= 'Z') || static_cast<unsigned char>(term.name[0]) >= 0x80))
        continue;
      AddSecondName(inside, term);
      term.forum = ForumOf(term.meaning);
      // A short name that the table knows says nothing where the long one names something else: "the 'Bridge
      // Commission' (the 'Commission')".
      if (term.forum.empty() && IsLongFormOf(term.meaning, term.name)) {
        term.forum.clear();
      } else if (term.forum.empty()) {
        term.forum = ForumOf(term.name);
      }
      if (term.forum.empty() && !term.meaning.empty() && IsAcronym(term.name))
        term.meaning += OwnerBehind(text_.substr(open + 1 + close + 1, kMeaningBytes));
      if (term.forum.empty() || IsAcronym(term.name)) {
        // An acronym means what its own words say, whatever the table knows under it.
        term.forum = ForumOf(term.meaning);
        // "The Agreement establishing the Foundation ('the Agreement')" names a text, whatever stands in
        // front.
        const WordId noun = lexicon_.vocabulary.Find(AsciiLower(term.name));
        if (term.forum.empty() && (lexicon_.vocabulary.classes(noun) & kDocumentNoun) == 0)
          term.forum = NewForumOf(term.meaning);
      }
      // The long form of a body that no table knows is a name of it too.
      if (term.forum.starts_with("new:") && term.meaning != term.name &&
          term.meaning.find(' ') != std::string::npos && term.meaning[0] >= 'A' && term.meaning[0] <= 'Z')
        AddTerm({term.meaning, term.meaning, term.forum, term.span});
      AddTerm(std::move(term));
    }
  }

  // "(hereinafter the 'Organization' or 'LPO')": an acronym besides the short name.
  void AddSecondName(std::string_view inside, const DefinedTerm& first) {
    const size_t named = inside.find(first.name);
    if (named == std::string_view::npos || first.meaning.size() <= first.name.size()) return;
    const std::string_view rest = inside.substr(named + first.name.size());
    const size_t joint = rest.find(" or ");
    if (joint == std::string_view::npos || joint > 4) return;
    const std::string name = Unquoted(Trim(rest.substr(joint + 4)));
    if (!IsAcronym(name) || !ForumOf(first.meaning).empty()) return;
    AddTerm({name, first.meaning, {}, first.span});
  }

  // "the Council of Lake Ports, hereinafter referred to as 'CLP', shall meet": without parentheses.
  void ReadHereinafter() {
    for (const std::string_view word : {"hereinafter", "hereafter", "henceforth"}) {
      for (size_t at = text_.find(word); at != std::string_view::npos; at = text_.find(word, at + 1)) {
        const size_t from = at > kMeaningBytes ? at - kMeaningBytes : 0;
        std::string_view before = Trim(text_.substr(from, at - from));
        if (from > 0) before.remove_prefix(std::min(before.find(' '), before.size()));
        if (!before.ends_with(',')) continue;
        before.remove_suffix(1);
        std::string_view inside = text_.substr(at, kParenthesisBytes);
        inside = inside.substr(0, inside.find_first_of(".;\n"));
        DefinedTerm term;
        term.name = DefinedName(inside);
        if (term.name.size() < 2 || term.name.size() > 80 || term.name[0] < 'A' || term.name[0] > 'Z')
          continue;
        if (inside.find(term.name) > 40 ||
            inside.substr(0, inside.find(term.name)).find(',') != std::string::npos)
          continue;
        term.meaning = Unquoted(TailName(before));
        if (term.meaning.size() <= term.name.size() || term.meaning[0] < 'A' || term.meaning[0] > 'Z')
          continue;
        term.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + inside.size())};
        term.forum = ForumOf(term.meaning);
        AddTerm(std::move(term));
      }
    }
  }

  // "'Authority' means the International Seabed Authority": a body that the tables know.
  void ReadMeanings() {
    constexpr std::string_view kMeans = " means the ";
    static constexpr auto kQuotes = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x98", "\xE2\x80\x99"}, {"``", "''"}, {"\"", "\""}});
    for (size_t at = text_.find(kMeans); at != std::string_view::npos; at = text_.find(kMeans, at + 1)) {
      constexpr size_t kLongest = 80;
      const std::string_view before = text_.substr(at - std::min(at, kLongest), std::min(at, kLongest));
      const std::string_view behind = text_.substr(at + kMeans.size(), kMeaningBytes);
      if (behind.empty() || behind[0] < 'A' || behind[0] > 'Z') continue;
      for (const auto& [open, close] : kQuotes) {
        if (!before.ends_with(close)) continue;
        const std::string_view inside = before.substr(0, before.size() - close.size());
        const size_t start = inside.rfind(open);
        if (start == std::string_view::npos) break;
        DefinedTerm term;
        term.name = Trim(inside.substr(start + open.size()));
        term.meaning = Trim(behind.substr(0, behind.find_first_of(".,;:(\n")));
        term.forum = ForumOf(term.meaning);
        term.span = {static_cast<uint32_t>(at),
                     static_cast<uint32_t>(at + kMeans.size() + term.meaning.size())};
        if (!term.forum.empty() && !term.name.empty() && term.name[0] >= 'A' && term.name[0] <= 'Z')
          AddTerm(std::move(term));
        break;
      }
    }
  }

  // "'Bridge Centennial Commission'", of which a definition gives a short form.
  static std::string Unquoted(std::string_view name) {
    static constexpr auto kMarks = std::to_array<std::string_view>(
        {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99", "``", ","});
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view mark : kMarks) {
        if (name.starts_with(mark)) name.remove_prefix(mark.size()), again = true;
        if (name.ends_with(mark)) name.remove_suffix(mark.size()), again = true;
      }
      name = Trim(name);
    }
    return std::string(name);
  }

  // Whether `meaning` is a longer name that ends or begins with the words of `name`: the document's own body.
  static bool IsLongFormOf(std::string_view meaning, std::string_view name) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (name.empty() || meaning.size() <= name.size()) return false;
    if (meaning.ends_with(std::string(" ") + std::string(name))) {
      // "an ad hoc Bridge Commission (the Commission)": the word in front is a part of the name.
      const std::string_view front = meaning.substr(0, meaning.size() - name.size() - 1);
      const size_t blank = front.rfind(' ');
      const std::string_view word = blank == std::string_view::npos ? front : front.substr(blank + 1);
      if (!word.empty() && is_capital(word[0])) return true;
    }
    return is_capital(meaning[0]) && meaning.starts_with(std::string(name) + " ");
  }

  void AddTerm(DefinedTerm term) {
    std::string first(FirstWord(term.name));
    glossary_.terms[std::move(first)].terms.push_back(std::move(term));
  }

  // Articles are the operative part: "Having regard to the tide, the Court shall" in one of them is its own.
  bool InArticle(size_t block) const {
    for (auto s = static_cast<int32_t>(document_.blocks[block].section); s >= 0;
         s = document_.sections[static_cast<size_t>(s)].parent) {
      if (document_.sections[static_cast<size_t>(s)].kind == SectionKind::kArticle) return true;
    }
    return false;
  }

  // The innermost section with a heading that the block stands in; 0: none.
  uint32_t HeadedSection(size_t block) const {
    auto s = static_cast<int32_t>(document_.blocks[block].section);
    while (s > 0 && document_.sections[static_cast<size_t>(s)].heading.empty())
      s = document_.sections[static_cast<size_t>(s)].parent;
    return static_cast<uint32_t>(std::max(s, 0));
  }

  // From "Whereas:" or "Having regard to" to the enacting formula, the first article, or the end of the part
  // whose heading stands above them ("Recitals").
  void ReadRecitals() {
    const std::vector<Block>& blocks = document_.blocks;
    size_t open = SIZE_MAX;
    for (size_t b = 0; b < blocks.size(); ++b) {
      const std::string_view text = Trim(document_.TextOf(blocks[b].span).substr(0, 80));
      if (open == SIZE_MAX) {
        // "Ti=Whereas:": a key of the line may stand in front.
        const std::string_view bare =
            text.substr(text.find('=') == std::string_view::npos ? 0 : text.find('=') + 1);
        const bool whereas = EqualsIgnoreCase(bare, "whereas:") || EqualsIgnoreCase(bare, "whereas") ||
                             text.starts_with("Having regard to");
        if (whereas && InArticle(b)) continue;
        if (whereas) {
          open = b;
        } else if (StartsWithIgnoreCase(text, "whereas,") || text.starts_with("WHEREAS ") ||
                   text.starts_with("Whereas ")) {
          glossary_.recitals.emplace_back(b, b + 1);  // each paragraph says so itself
        }
        continue;
      }
      const bool enacts =
          StartsWithIgnoreCase(text, "has adopted") || StartsWithIgnoreCase(text, "have adopted") ||
          StartsWithIgnoreCase(text, "has decided") || StartsWithIgnoreCase(text, "have agreed") ||
          StartsWithIgnoreCase(text, "hereby adopt") || StartsWithIgnoreCase(text, "article 1") ||
          StartsWithIgnoreCase(text, "chapter ") || StartsWithIgnoreCase(text, "title i");
      const uint32_t part = HeadedSection(open);
      const bool left =
          part > 0 && blocks[b].span.start >= document_.sections[static_cast<size_t>(part)].span.end;
      if (enacts || left) {
        glossary_.recitals.emplace_back(open, b);
        open = SIZE_MAX;
      }
    }
    // Recitals that nothing ends are none, unless that is all the document has.
    if (open != SIZE_MAX && open * 4 < blocks.size()) glossary_.recitals.emplace_back(open, blocks.size());
    std::sort(glossary_.recitals.begin(), glossary_.recitals.end());
  }

  // Sections under headings of the class "silent-heading", with all that stands below them.
  void ReadSilentSections() {
    constexpr size_t kLongest = 80;  // bytes
    glossary_.silent.assign(document_.sections.size(), false);
    std::vector<Token> tokens;
    for (size_t s = 1; s < document_.sections.size(); ++s) {
      const Section& section = document_.sections[s];
      if (section.parent >= 0 && glossary_.silent[static_cast<size_t>(section.parent)]) {
        glossary_.silent[s] = true;
        continue;
      }
      if (section.heading.empty() || section.heading.size() > kLongest) continue;
      tokens.clear();
      Tokenize(text_, section.heading, lexicon_.vocabulary, &tokens);
      size_t first = 0, last = tokens.size();
      while (first < last && !tokens[first].IsWord()) ++first;
      while (last > first && tokens[last - 1].shape == TokenShape::kMark) --last;
      const auto match = Lexicon::Match(lexicon_.silent_headings, tokens, first, last);
      glossary_.silent[s] = match.length > 0 && match.length == last - first;
    }
  }

  struct Marks {
    int opened = 0;       // quotation marks that the block opens and does not close
    bool opens = false;   // the block begins with one
    bool closes = false;  // it closes more than it opens
  };

  // Straight marks open where a blank stands in front, and close elsewhere.
  static Marks MarksOf(std::string_view text) {
    Marks marks;
    if (text.find_first_of("\"\xE2") == std::string_view::npos) return marks;
    int depth = 0;
    bool blank = true;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '"' && text[i] != '\xE2') {
        blank = text[i] == ' ' || text[i] == '(' || text[i] == '-';
        continue;
      }
      const std::string_view rest = text.substr(i, 3);
      const bool curly = rest == "\xE2\x80\x9C" || rest == "\xE2\x80\x98";
      const bool opening = curly || (text[i] == '"' && blank);
      const bool closing =
          rest == "\xE2\x80\x9D" || (text[i] == '"' && !blank) ||
          // An apostrophe, unless the block or a clause ends with it.
          (rest == "\xE2\x80\x99" && (i + 3 >= text.size() || text.find_first_of(".;,", i) == i + 3));
      if (opening) {
        if (i == 0) marks.opens = true;
        ++depth;
      } else if (closing) {
        --depth;
        if (depth < 0) marks.closes = true;
      }
      blank = text[i] == ' ' || text[i] == '(' || text[i] == '-';
    }
    marks.opened = depth;
    if (marks.opens && depth <= 0 && !marks.closes) marks.closes = true;
    return marks;
  }

  // Whether `text` ends with words that put something into another act: "after section 6 insert", or, in
  // front of a colon or dash, "the following paragraph is added:".
  bool Amends(std::string_view text) const {
    constexpr size_t kReach = 100;  // bytes
    constexpr size_t kNear = 3;     // words
    const size_t from = text.size() > kReach ? text.find(' ', text.size() - kReach) : 0;
    if (from == std::string_view::npos) return false;
    std::vector<Token> tokens;
    Tokenize(text, {static_cast<uint32_t>(from), static_cast<uint32_t>(text.size())}, lexicon_.vocabulary,
             &tokens);
    const bool opens = !tokens.empty() && (tokens.back().mark == ':' || tokens.back().mark == '-');
    size_t words = 0;
    for (size_t i = tokens.size(); i-- > 0 && (opens || words < kNear);) {
      if (tokens[i].Is(kAmending)) return true;
      words += tokens[i].IsWord();
    }
    return false;
  }

  // "After section 6 insert --" and, in the blocks behind it, a quotation of several paragraphs. Each block's
  // marks are counted once; a quotation that nothing closes in reach is none.
  void ReadAmendments() {
    constexpr size_t kLongest = 400;  // blocks
    const std::vector<Block>& blocks = document_.blocks;
    std::vector<Marks> marks(blocks.size());
    for (size_t b = 0; b < blocks.size(); ++b) marks[b] = MarksOf(Trim(document_.TextOf(blocks[b].span)));
    for (size_t b = 0; b < blocks.size(); ++b) {
      if (marks[b].opened <= 0 && !marks[b].opens) continue;
      const std::string_view text = Trim(document_.TextOf(blocks[b].span));
      const size_t mark = std::max(text.rfind('"') + 1, text.rfind("\xE2\x80\x9C") + 1);  // 0: neither
      const bool inside =
          marks[b].opened > 0 && !marks[b].opens && mark > 0 && Amends(text.substr(0, mark - 1));
      const bool behind = marks[b].opens && b > 0 && Amends(Trim(document_.TextOf(blocks[b - 1].span)));
      if (!inside && !behind) continue;
      size_t last = b;
      bool closed = behind && marks[b].closes;
      while (!closed && last + 1 < blocks.size() && last < b + kLongest) closed = marks[++last].closes;
      const size_t first = inside ? b + 1 : b;
      if (!closed || last < first) continue;
      glossary_.amendments.emplace_back(first, last + 1);
      b = last;
    }
  }

  const Document& document_;
  const Lexicon& lexicon_;
  std::string_view text_;
  Glossary glossary_;
};

}  // namespace

bool Glossary::IsRecital(size_t block) const {
  const auto it = std::upper_bound(recitals.begin(), recitals.end(), block,
                                   [](size_t b, const auto& range) { return b < range.second; });
  return it != recitals.end() && it->first <= block;
}

bool Glossary::IsQuoted(size_t block) const {
  const auto it = std::upper_bound(amendments.begin(), amendments.end(), block,
                                   [](size_t b, const auto& range) { return b < range.second; });
  return it != amendments.end() && it->first <= block;
}

bool Glossary::SpeaksFor(std::string_view forum) const {
  return std::find(issuers.begin(), issuers.end(), forum) != issuers.end();
}

void TermsOfWord::Sort() {
  // What is defined first counts.
  std::ranges::stable_sort(terms, {}, &DefinedTerm::name);
  const auto same = [](const DefinedTerm& a, const DefinedTerm& b) { return a.name == b.name; };
  terms.erase(std::unique(terms.begin(), terms.end(), same), terms.end());
  std::ranges::sort(terms, [](const DefinedTerm& a, const DefinedTerm& b) {
    return std::pair(b.name.size(), a.span.start) < std::pair(a.name.size(), b.span.start);
  });
  by_name.resize(terms.size());
  std::iota(by_name.begin(), by_name.end(), 0U);
  std::ranges::sort(by_name, {}, [&](uint32_t term) -> const std::string& { return terms[term].name; });
  // What a name begins with stands in front of it, and all between the two begin with it too.
  shorter.assign(terms.size(), kNone);
  for (uint32_t at = 1; at < by_name.size(); ++at) {
    uint32_t before = at - 1;
    while (before != kNone && !terms[by_name[at]].name.starts_with(terms[by_name[before]].name))
      before = shorter[before];
    shorter[at] = before;
  }
}

const std::vector<DefinedTerm>* Glossary::Find(std::string_view first) const {
  const auto it = terms.find(first);
  return it == terms.end() ? nullptr : &it->second.terms;
}

const DefinedTerm* Glossary::Named(std::string_view name) const {
  return LongestAt(FirstWord(name), name,
                   [&](const DefinedTerm& term) { return term.name.size() == name.size(); });
}

uint32_t Glossary::LastBefore(const TermsOfWord& words, std::string_view text) {
  const auto name = [&](uint32_t term) { return std::string_view(words.terms[term].name); };
  const auto behind = std::ranges::upper_bound(words.by_name, text, {}, name);
  if (behind == words.by_name.begin()) return TermsOfWord::kNone;
  auto at = static_cast<uint32_t>(behind - words.by_name.begin() - 1);
  while (at != TermsOfWord::kNone && !text.starts_with(name(words.by_name[at]))) at = words.shorter[at];
  return at;
}

Glossary ReadGlossary(const Document& document, const Lexicon& lexicon) {
  return GlossaryReader(document, lexicon).Read();
}

}  // namespace concord
