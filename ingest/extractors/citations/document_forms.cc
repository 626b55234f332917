#include "ingest/extractors/citations/document_forms.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace concord {
namespace {

// How much must stand beside the noun, and which complement may follow.
struct Kind {
  int modifiers;   // capitalised words before it, when nothing follows
  int complement;  // capitalised words behind "on", "of", "for" ... that do instead; 0: none is taken
};

const std::unordered_map<std::string_view, Kind>& Kinds() {
  static const std::unordered_map<std::string_view, Kind> kinds = {
      {"Act", {1, 2}},         {"Convention", {1, 1}},  {"Treaty", {1, 1}},       {"Covenant", {1, 2}},
      {"Charter", {1, 2}},     {"Protocol", {99, 2}},   {"Agreement", {1, 2}},    {"Accord", {1, 2}},
      {"Declaration", {1, 2}}, {"Statute", {1, 1}},     {"Constitution", {1, 2}}, {"Bill", {2, 0}},
      {"Directive", {1, 0}},   {"Regulations", {2, 0}}, {"Code", {1, 2}},         {"Compact", {2, 0}},
      {"Law", {2, 0}},         {"Rules", {2, 0}},       {"Strategy", {2, 3}},     {"Framework", {3, 3}},
      {"Guidelines", {2, 2}},  {"Principles", {2, 2}},  {"Blueprint", {1, 2}},    {"Recommendation", {1, 2}},
      {"Guidance", {3, 2}},    {"Roadmap", {2, 2}},     {"Memorandum", {2, 2}},   {"Communiqué", {1, 0}},
      {"Pact", {1, 2}},        {"Agenda", {2, 2}},      {"Manual", {2, 0}},       {"Plan", {3, 0}},
      {"Policy", {3, 0}},      {"Statement", {2, 3}},   {"Order", {3, 0}},        {"Ordinance", {1, 0}},
      {"Profile", {3, 2}},     {"Playbook", {2, 0}},    {"Commitments", {2, 0}},  {"Arrangement", {1, 0}},
      {"Regulation", {2, 0}},  {"Initiative", {99, 0}}, {"Measures", {2, 3}},     {"Standard", {99, 0}}};
  return kinds;
}

// Capitalised words that begin a sentence or a reference and no name.
bool IsOpener(std::string_view word) {
  static const std::unordered_set<std::string_view> openers = {"The",
                                                               "This",
                                                               "That",
                                                               "These",
                                                               "Those",
                                                               "A",
                                                               "An",
                                                               "Any",
                                                               "Each",
                                                               "Every",
                                                               "All",
                                                               "Such",
                                                               "Its",
                                                               "Their",
                                                               "Our",
                                                               "His",
                                                               "In",
                                                               "On",
                                                               "Of",
                                                               "For",
                                                               "By",
                                                               "To",
                                                               "At",
                                                               "As",
                                                               "With",
                                                               "Under",
                                                               "From",
                                                               "And",
                                                               "Or",
                                                               "But",
                                                               "If",
                                                               "When",
                                                               "Where",
                                                               "While",
                                                               "No",
                                                               "Not",
                                                               "Section",
                                                               "Sections",
                                                               "Article",
                                                               "Articles",
                                                               "Subsection",
                                                               "Paragraph",
                                                               "Paragraphs",
                                                               "Chapter",
                                                               "Part",
                                                               "Title",
                                                               "Division",
                                                               "Subtitle",
                                                               "Annex",
                                                               "Schedule",
                                                               "Pursuant",
                                                               "See",
                                                               "Amend",
                                                               "Amends",
                                                               "Amending",
                                                               "Since",
                                                               "Both",
                                                               "Also",
                                                               "Consistent",
                                                               "Amendment",
                                                               "Amendments",
                                                               "Recalling",
                                                               "Reaffirming",
                                                               "Noting",
                                                               "Considering",
                                                               "Welcoming",
                                                               "Having",
                                                               "Upon",
                                                               "Within",
                                                               "Further",
                                                               "New",
                                                               "Whereas",
                                                               "Through",
                                                               "Other",
                                                               "Notwithstanding",
                                                               "Following",
                                                               "Once",
                                                               "Although",
                                                               "Because",
                                                               "After",
                                                               "Before",
                                                               "Existing",
                                                               "Said",
                                                               "Current",
                                                               "Proposed",
                                                               "Draft",
                                                               "Per",
                                                               "Short",
                                                               "Note",
                                                               "Implement",
                                                               "Implementing",
                                                               "Establish",
                                                               "Adopt",
                                                               "Review",
                                                               "Develop",
                                                               "Update",
                                                               "Create",
                                                               "Follow",
                                                               "Use",
                                                               "Apply",
                                                               "Including",
                                                               "Using",
                                                               "Supporting",
                                                               "Developing",
                                                               "I",
                                                               "II",
                                                               "III",
                                                               "IV",
                                                               "V",
                                                               "VI",
                                                               "VII",
                                                               "VIII",
                                                               "IX",
                                                               "X",
                                                               "XI",
                                                               "Page",
                                                               "Table",
                                                               "Figure",
                                                               "Step",
                                                               "Appendix",
                                                               "Senate",
                                                               "House"};
  return openers.contains(word);
}

// Nouns that make the whole the name of a body, an event or a thing.
bool IsLongerName(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
      "Organization", "Organisation", "Center",  "Centre",     "Group",       "Office",    "Team",
      "Committee",    "Board",        "School",  "Council",    "Commission",  "Authority", "Agency",
      "Institute",    "Forum",        "Parties", "Party",      "Secretariat", "Summit",    "Conference",
      "Officer",      "Fund",         "Program", "Programme",  "Working",     "Advisor",   "Adviser",
      "Division",     "Directorate",  "Unit",    "Department", "Partner",     "Manager",   "Administrator",
      "Owner",        "Holder",       "Number",  "Area",       "Zone"};
  return words.contains(word);
}

// The head of a body's or a person's name: "Bureau of Cyberspace and Digital Policy" is no policy.
bool IsBodyHead(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
      "Bureau",       "Office",        "Secretary", "Director", "Department",     "Ministry", "Minister",
      "Coordinator",  "Committee",     "Council",   "Board",    "Institute",      "Center",   "Centre",
      "Commissioner", "Administrator", "Agency",    "Division", "Undersecretary", "Professor"};
  return words.contains(word);
}

// Kinds that are also what a body works on.
bool IsTopic(std::string_view kind) {
  return kind == "Policy" || kind == "Strategy" || kind == "Plan" || kind == "Law" || kind == "Guidance" ||
         kind == "Standard";
}

enum class Join : uint8_t { kNone, kBefore, kBoth };

// Small words inside a name: before and behind the noun, or only behind it.
Join JoinOf(std::string_view word) {
  if (word == "of" || word == "and" || word == "for" || word == "in" || word == "to") return Join::kBoth;
  if (word == "on" || word == "the" || word == "with" || word == "against" || word == "or" ||
      word == "their" || word == "its" || word == "by" || word == "a" || word == "an" || word == "from" ||
      word == "de") {
    return Join::kBefore;
  }
  return Join::kNone;
}

bool OpensComplement(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
      "on", "of", "for", "against", "concerning", "relating", "to", "establishing", "relative", "regarding"};
  return words.contains(word);
}

bool IsYear(const NameToken& token) {
  return token.number && token.text.size() == 4 &&
         (token.text.starts_with("19") || token.text.starts_with("20") || token.text.starts_with("18"));
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const NameToken> tokens) : text_(text), tokens_(tokens) {}

  std::vector<NamedForm> Run() {
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_[i].capital) continue;
      const auto kind = Kinds().find(tokens_[i].text);
      if (kind == Kinds().end()) continue;
      if (const uint32_t last = Try(i, kind->second); last > i) i = last - 1;
    }
    return std::move(forms_);
  }

 private:
  std::string_view Gap(uint32_t i) const {  // between token i-1 and token i
    return text_.substr(tokens_[i - 1].end, tokens_[i].start - tokens_[i - 1].end);
  }
  static bool IsBlank(std::string_view gap) { return gap == " " || gap == "\n" || gap == "\xC2\xA0"; }
  // Words of one name: a blank, a hyphen, an apostrophe, an ampersand or a comma between them.
  static bool Adjoins(std::string_view gap) {
    return IsBlank(gap) || gap == "-" || gap == "'" || gap == "’" || gap == " & " || gap == "–" ||
           gap == "/" || gap == "' " || gap == "’ ";
  }

  struct Left {
    uint32_t first;
    int modifiers = 0;
    bool body = false;  // a body's name: "Bureau of ... Policy"
  };

  // From the noun to the left, over capitalised words and what joins them.
  Left WalkLeft(uint32_t head) const {
    constexpr uint32_t kLongestName = 30;  // words; keeps a text that is all capitalised nouns linear
    const uint32_t floor =
        std::max(forms_.empty() ? 0 : forms_.back().last, head > kLongestName ? head - kLongestName : 0);
    Left left{head};
    bool series = false;  // "Research, Innovation, and Accountability"
    // "the Legal Aid, Sentencing and Punishment of Offenders Act 2012": with its year an act is no list of
    // words.
    const bool dated = tokens_[head].text == "Act" && head + 1 < tokens_.size() && IsYear(tokens_[head + 1]);
    for (uint32_t i = head; i > floor;) {
      const std::string_view gap = Gap(i);
      const NameToken& token = tokens_[i - 1];
      // "Organisation for Economic Co-operation and Development (OECD) Principles"
      if (gap == ") " && token.shouted && i > floor + 1 && Gap(i - 1) == " (" && tokens_[i - 2].capital) {
        i -= 1;
        left.first = i;
        i = TakeWord(i, &left);
        continue;
      }
      if (!Adjoins(gap) && !(series && gap == ", ")) break;
      if (token.text == "s" && i > floor + 1 && (Gap(i - 1) == "'" || Gap(i - 1) == "’")) {
        i -= 1;
        continue;
      }
      if (IsHyphened(i - 1)) {  // "Co-operation"
        i -= 1;
        continue;
      }
      if (token.capital && !IsOpener(token.text)) {
        if (Kinds().contains(token.text) && i < head && tokens_[i].text == "and") break;
        if (i < head && IsBodyHead(token.text) && (tokens_[i].text == "of" || tokens_[i].text == "for"))
          left.body = true;
        i = TakeWord(i, &left);
        continue;
      }
      if (IsYear(token) && left.first < head && IsBlank(gap))
        left.first = i - 1;  // "2022 National Security Strategy"
      if (JoinOf(token.text) != Join::kBoth || i < floor + 2 || !IsBlank(gap)) break;
      const bool comma = Gap(i - 1) == ", " && token.text == "and";
      if (!IsBlank(Gap(i - 1)) && !comma) break;
      const NameToken& before = tokens_[i - 2];
      if ((!before.capital && !IsHyphened(i - 2)) || IsOpener(before.text)) break;
      if (Kinds().contains(before.text) && token.text == "and") break;
      series |= comma || (dated && token.text == "and");
      i -= 1;
      if (comma) i = TakeWord(i, &left);
    }
    return left;
  }
  static uint32_t TakeWord(uint32_t i, Left* left) {
    left->first = i - 1;
    ++left->modifiers;
    return i - 1;
  }
  // A small-letter part behind the hyphen of a capitalised word.
  bool IsHyphened(uint32_t i) const {
    return i > 0 && !tokens_[i].capital && Gap(i) == "-" && tokens_[i - 1].capital;
  }

  // The end of the name around the noun at `head`, or `head` when there is none.
  uint32_t Try(uint32_t head, Kind kind) {
    const std::string_view noun = tokens_[head].text;
    const Left left = WalkLeft(head);
    // "Executive Order on Lamps"
    if (noun == "Order" && left.modifiers > 0 && tokens_[head - 1].text == "Executive") kind.complement = 1;
    if (left.body && IsTopic(noun)) return head;
    // "Purposes of Act", "Deputy Chief of Staff for Policy": the noun is what something else is about.
    if (left.modifiers > 0 && JoinOf(tokens_[head - 1].text) == Join::kBoth) return head;
    uint32_t last = head + 1;
    const int complement = kind.complement > 0 ? Complement(head, &last) : 0;
    TakeYear(&last);
    NamedForm form{left.first, last, noun, {}, {tokens_[left.first].start, tokens_[last - 1].end}};
    TakeAcronym(&form);
    // What the text gives an acronym is a name.
    int wanted = kind.modifiers - (form.acronym.empty() || kind.modifiers < 2 ? 0 : 1);
    // "the DG Guidelines": who wrote them, in capitals.
    if (wanted == 2 && left.modifiers == 1 && NamesBody(tokens_[head - 1])) wanted = 1;
    // "STD-001: Lamp Standard": a number in front says that it is a text.
    const bool numbered = IsNumbered(left.first);
    if (numbered) {
      form.first = left.first - 2;
      form.span.start = tokens_[form.first].start;
    } else {
      if (left.modifiers < wanted && (kind.complement == 0 || complement < kind.complement)) return head;
      const bool constitution = noun == "Constitution" && head > 0 && tokens_[head - 1].text == "the";
      // "Convention on Lamps": one word is enough where nothing else has such a name.
      const bool treaty = (noun == "Convention" || noun == "Treaty") && complement == 1 &&
                          head + 1 < tokens_.size() &&
                          (tokens_[head + 1].text == "on" || tokens_[head + 1].text == "against");
      if (left.modifiers == 0 && complement < 2 && !constitution && !treaty) return head;
    }
    // Another capitalised word makes it part of a longer name: "Digital Charter Implementation Act".
    if (last == head + 1 && last < tokens_.size() && IsBlank(Gap(last)) && tokens_[last].capital &&
        !IsOpener(tokens_[last].text))
      return head;
    if (last < tokens_.size() && IsBlank(Gap(last)) && tokens_[last].capital &&
        IsLongerName(tokens_[last].text))
      return head;
    // A line of capitals has no names that capitals could show.
    if (std::all_of(tokens_.begin() + left.first, tokens_.begin() + last,
                    [](const NameToken& t) { return t.shouted || !t.capital; }))
      return head;
    forms_.push_back(form);
    return form.last;
  }

  // An acronym that is no thing and no country: whose guidelines they are.
  static bool NamesBody(const NameToken& token) {
    static constexpr auto kOthers = std::to_array<std::string_view>(
        {"AI", "ML", "IT", "ICT", "US", "UK", "EU", "UN", "USA", "GDPR", "IP", "HR", "ESG"});
    return token.shouted && token.text.size() >= 2 && std::ranges::find(kOthers, token.text) == kOthers.end();
  }

  bool IsNumbered(uint32_t first) const {
    return first >= 2 && Gap(first) == ": " && tokens_[first - 1].number && Gap(first - 1) == "-" &&
           tokens_[first - 2].shouted && tokens_[first - 2].text.size() >= 2;
  }

  int Complement(uint32_t head, uint32_t* last) {
    uint32_t i = head + 1;
    if (i >= tokens_.size() || !IsBlank(Gap(i)) || !OpensComplement(tokens_[i].text)) return 0;
    int capitals = 0;
    uint32_t joined = 0;                    // where an "and" stands that other instruments may follow
    constexpr uint32_t kLongestTitle = 40;  // words
    for (; i < tokens_.size() && i < head + kLongestTitle; ++i) {
      const std::string_view gap = Gap(i);
      const NameToken& token = tokens_[i];
      if (token.capital) {
        if (!Adjoins(gap) && gap != ", ") break;
        if (gap == ", " && capitals == 0) break;
        // ", Title" goes on only where a list of title words does ("Cruel, Inhuman or Degrading").
        if (gap == ", " && (IsOpener(token.text) || !IsInSeries(i))) break;
        // "Code of Conduct and Guiding Principles" is two.
        if (joined > 0 && Kinds().contains(token.text)) {
          *last = joined;
          break;
        }
        ++capitals;
        *last = i + 1;
        continue;
      }
      if (!IsBlank(gap)) {
        if (!(gap == ", " && token.text == "and")) break;
      }
      if (token.text == "and") joined = i;
      if (JoinOf(token.text) == Join::kNone && !(capitals == 0 && OpensComplement(token.text)) &&
          token.text != "with")
        break;
    }
    return capitals;
  }

  // "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment", but not "Convention on
  // Lamps, States shall": title words up to a conjunction and one more.
  bool IsInSeries(uint32_t at) const {
    constexpr uint32_t kMostWords = 12;
    for (uint32_t i = at; i + 1 < tokens_.size() && i < at + kMostWords; ++i) {
      if (i > at && !IsBlank(Gap(i)) && Gap(i) != ", ") return false;
      if (tokens_[i].text == "and" || tokens_[i].text == "or") return tokens_[i + 1].capital;
      if (!tokens_[i].capital && JoinOf(tokens_[i].text) == Join::kNone) return false;
    }
    return false;
  }

  void TakeYear(uint32_t* last) const {
    uint32_t i = *last;
    const auto at = [&](uint32_t k) { return k < tokens_.size() ? tokens_[k].text : std::string_view(); };
    if (i >= tokens_.size()) return;
    const std::string_view gap = Gap(i);
    if ((IsBlank(gap) || gap == ", ") && IsYear(tokens_[i])) {
      *last = i + 1;
    } else if (IsBlank(gap) && at(i) == "of" && i + 1 < tokens_.size() && IsYear(tokens_[i + 1])) {
      *last = i + 2;
    } else if (IsBlank(gap) && at(i) == "of" && i + 3 < tokens_.size() && IsYear(tokens_[i + 3]) &&
               tokens_[i + 1].number != tokens_[i + 2].number) {
      *last = i + 4;  // "of June 10, 1958", "of 10 June 1958"
    } else if (IsBlank(gap) && tokens_[i].number && tokens_[i].text.size() <= 2 && i + 1 < tokens_.size() &&
               IsYear(tokens_[i + 1]) && Gap(i + 1) == ", ") {
      *last = i + 2;  // "on Lamps of June 10, 1958": the month is part of the name already
    } else if (IsBlank(gap) && at(i) == "for" && at(i + 1) == "Fiscal" && i + 3 < tokens_.size() &&
               IsYear(tokens_[i + 3])) {
      *last = i + 4;
    }
  }

  // "(AIDA)": capitals, behind the name.
  void TakeAcronym(NamedForm* form) const {
    const uint32_t i = form->last;
    if (i >= tokens_.size() || Gap(i) != " (" || !tokens_[i].capital) return;
    const uint32_t end = tokens_[i].end;
    const std::string_view word = tokens_[i].text;
    const auto upper = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (upper < 2 || end >= text_.size() || text_[end] != ')') return;
    form->acronym = word;
    form->last = i + 1;
    form->span.end = end + 1;
  }

  std::string_view text_;
  std::span<const NameToken> tokens_;
  std::vector<NamedForm> forms_;
};

}  // namespace

bool IsInstrument(std::string_view word) { return Kinds().contains(word); }

std::vector<NamedForm> FindNamedForms(std::string_view text, std::span<const NameToken> tokens) {
  return Finder(text, tokens).Run();
}

}  // namespace concord
