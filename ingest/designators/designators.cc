#include "ingest/designators/designators.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "base/text.h"
#include "ingest/designators/designator_grammars.h"
#include "ingest/designators/designator_keys.h"

namespace concord {
namespace {

using Behind = DesignatorBehind;
using Continuation = DesignatorContinuation;
using Grammar = DesignatorGrammar;
using Scheme = DesignatorScheme;

constexpr std::string_view kSchemeNames[] = {
    "cen",        "bs",   "iso-iec", "iso-committee", "ieee",   "itu",  "etsi",      "nist-sp",  "nist-ai",
    "nist-other", "gb",   "rfc",     "celex",         "eu-act", "eli",  "un-symbol", "unsc-res", "coe",
    "oecd",       "unts", "us-law",  "com",           "w3c",    "3gpp", "doi",       "other"};
static_assert(std::size(kSchemeNames) == static_cast<size_t>(Scheme::kCount));

bool IsWordByte(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool Allows(Behind behind, std::string_view text, size_t end) {
  const auto at = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  const char c = at(end);
  switch (behind) {
    case Behind::kAnything:
      return true;
    case Behind::kNoWord:
      return !IsWordByte(c);
    case Behind::kNoDigit:
      return !IsDigit(c);
    case Behind::kNoDecimal:
      return !IsDigit(c) && !(c == '.' && IsDigit(at(end + 1)));
    case Behind::kNoThousands:
      return !IsDigit(c) && !(c == ' ' && IsDigit(at(end + 1)) && IsDigit(at(end + 2)) &&
                              IsDigit(at(end + 3)) && !IsWordByte(at(end + 4)));
    case Behind::kNoSpacedDigit:
      return !IsDigit(c) && !(c == ' ' && IsDigit(at(end + 1)));
    case Behind::kNoSlash:
      return !IsDigit(c) && c != '/';
    case Behind::kNoHyphen:
      return !IsWordByte(c) && c != '-';
    case Behind::kDelimiter:
      return c == '\0' || std::string_view(" \t\n\r)>]\"',;").find(c) != std::string_view::npos;
  }
  return false;
}

// A year behind "ISO" is no number, unless an edition or part follows it.
bool IsBareYear(std::string_view number, std::string_view text, size_t end) {
  return number.size() == 4 && (number.starts_with("19") || number.starts_with("20")) &&
         !(end < text.size() && (text[end] == ':' || text[end] == '-'));
}

// ' ' stands for one blank or line end, of any kind.
std::unique_ptr<RE2> Compile(std::string_view pattern) {
  std::string expression;
  bool in_class = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      expression.append(pattern.substr(i++, 2));
    } else if (c == ' ') {
      expression += in_class ? " \\x{A0}\\x{202F}\\n" : "[ \\x{A0}\\x{202F}\\n]";
    } else {
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      expression += c;
    }
  }
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_unique<RE2>(expression, options);
}

constexpr int kMaxGroups = 8;  // with the whole match

struct Compiled {
  std::vector<std::unique_ptr<RE2>> grammars, continuations;
  std::unique_ptr<RE2> connective;
  // Grammars by the first byte of an anchor.
  std::array<std::vector<std::pair<uint16_t, std::string_view>>, 256> by_byte;

  Compiled() {
    for (size_t i = 0; i < DesignatorGrammars().size(); ++i) {
      grammars.push_back(Compile(DesignatorGrammars()[i].pattern));
      for (const std::string_view anchor : DesignatorGrammars()[i].anchors) {
        for (char c = anchor[0] == '0' ? '0' : anchor[0]; c <= (anchor[0] == '0' ? '9' : anchor[0]); ++c) {
          by_byte[static_cast<uint8_t>(c)].emplace_back(i, anchor == "0" ? anchor.substr(1) : anchor);
        }
      }
    }
    for (const Continuation& continuation : DesignatorContinuations())
      continuations.push_back(Compile(continuation.pattern));
    connective = Compile("(?:,(?: (?:and|or|and/or))?| and| or| and/or| &|;| as well as|,? and(?: the)?) ");
  }
};
const Compiled& Tables() {
  static const Compiled compiled;
  return compiled;
}

struct Match {
  size_t length = 0;
  std::string_view groups[kMaxGroups];
};

bool MatchAt(const RE2& expression, std::string_view window, Match* match) {
  re2::StringPiece groups[kMaxGroups];
  const int count = std::min(kMaxGroups, expression.NumberOfCapturingGroups() + 1);
  if (!expression.Match(re2::StringPiece(window.data(), window.size()), 0, window.size(), RE2::ANCHOR_START,
                        groups, count))
    return false;
  match->length = groups[0].size();
  for (int i = 0; i < kMaxGroups; ++i) {
    match->groups[i] = i < count && groups[i].data() != nullptr
                           ? std::string_view(groups[i].data(), groups[i].size())
                           : std::string_view();
  }
  return true;
}

// The longest match at `at` that what follows allows.
bool FindLongest(const RE2& expression, Scheme scheme, Behind behind, std::string_view text, size_t at,
                 Match* match) {
  const auto fits = [&] {
    const size_t end = at + match->length;
    if (scheme == Scheme::kIsoIec) {
      const std::string_view number = match->groups[3];
      if (IsBareYear(number, text, static_cast<size_t>(number.data() - text.data()) + number.size()))
        return false;
    }
    return Allows(behind, text, end);
  };
  std::string_view window = text.substr(at, kMaxDesignator);
  if (!MatchAt(expression, window, match)) return false;
  // A shorter match may be followed by something else. Bounded by the window, and rare.
  while (!fits()) {
    if (match->length <= 2) return false;
    const size_t shorter = match->length - 1;
    if (!MatchAt(expression, text.substr(at, shorter), match)) return false;
  }
  return true;
}

// A number begins few designators; says cheaply which ones it cannot begin.
bool NumberCanBegin(Scheme scheme, std::string_view rest) {
  size_t digits = 0;
  while (digits < rest.size() && digits < 5 && IsDigit(rest[digits])) ++digits;
  const std::string_view behind = rest.substr(digits, 4);
  if (scheme == Scheme::kCelex)
    return digits == 5 && (rest.substr(1, 2) == "19" || rest.substr(1, 2) == "20");
  if (scheme == Scheme::kEuAct) return digits >= 2 && digits <= 4 && behind.starts_with('/');
  if (scheme == Scheme::kUnts) return digits <= 4 && behind.find('U') < 3;
  if (scheme == Scheme::kUsLaw)
    return (digits <= 2 && (behind.find('U') < 4 || behind.find('C') < 4)) ||
           (digits <= 3 && behind.find('F') < 3);
  return true;
}

class Scanner {
 public:
  Scanner(std::string_view text, ScanOptions options) : text_(text), options_(options), tables_(Tables()) {}

  std::vector<Designator> Run() {
    for (size_t at = 0; at < text_.size();) {
      const auto& candidates = tables_.by_byte[static_cast<uint8_t>(text_[at])];
      if (candidates.empty() || (at > 0 && IsWordByte(text_[at - 1]))) {
        ++at;
        continue;
      }
      const size_t end = Try(at, candidates);
      at = end == at ? at + 1 : end;
    }
    return std::move(found_);
  }

 private:
  bool Wants(Scheme scheme, bool prose) const {
    return (options_.schemes & SetOf(scheme)) != 0 && (!prose || options_.prose);
  }

  // The end of the designator that starts at `at`, or `at`.
  size_t Try(size_t at, const std::vector<std::pair<uint16_t, std::string_view>>& candidates) {
    Match best;
    const Grammar* winner = nullptr;
    const std::string_view rest = text_.substr(at);
    for (const auto& [index, anchor] : candidates) {
      const Grammar& grammar = DesignatorGrammars()[index];
      if (!Wants(grammar.scheme, grammar.prose) || !rest.starts_with(anchor)) continue;
      if (anchor.empty() && !NumberCanBegin(grammar.scheme, rest)) continue;
      Match match;
      if (!FindLongest(*tables_.grammars[index], grammar.scheme, grammar.behind, text_, at, &match)) continue;
      if (match.length > best.length ||
          (match.length == best.length && winner != nullptr && grammar.scheme < winner->scheme)) {
        best = match;
        winner = &grammar;
      }
    }
    if (winner == nullptr) return at;
    Put(winner->scheme, winner->form, best, at, "");
    size_t end = at + best.length;
    if (options_.prose) end = FollowList(*winner, best, at, end);
    return end;
  }

  void Put(Scheme scheme, int form, const Match& match, size_t at, std::string_view head) {
    Designator designator;
    designator.scheme = scheme;
    designator.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + match.length)};
    designator.name = CollapseSpace(text_.substr(at, match.length));
    if (!head.empty()) designator.name = std::string(head) + " " + designator.name;
    // The hyphen and the slash of a number may end a line.
    std::string whole[kMaxGroups];
    std::string_view groups[kMaxGroups];
    for (int i = 0; i < kMaxGroups; ++i) groups[i] = Rejoined(match.groups[i], &whole[i]);
    std::string name;
    designator.name = std::string(Rejoined(designator.name, &name));
    FillKey(scheme, form, groups, &designator);
    found_.push_back(std::move(designator));
  }

  static std::string_view Rejoined(std::string_view text, std::string* whole) {
    constexpr std::string_view kHyphens[] = {"\xE2\x80\x90", "\xE2\x80\x91"};
    const bool broken =
        text.find("- ") != std::string_view::npos || text.find("-\n") != std::string_view::npos ||
        text.find("/ ") != std::string_view::npos || text.find("/\n") != std::string_view::npos ||
        text.find("\xE2\x80") != std::string_view::npos;
    if (!broken) return text;
    std::string joined(text);
    for (const std::string_view hyphen : kHyphens) {
      for (size_t at = joined.find(hyphen); at != std::string::npos; at = joined.find(hyphen))
        joined.replace(at, 3, "-");
    }
    if (joined.size() > 3 && IsDigit(joined[0])) {
      for (size_t at = joined.find("\xE2\x80\x93"); at != std::string::npos; at = joined.find("\xE2\x80\x93"))
        joined.replace(at, 3, "-");
    }
    whole->clear();
    for (size_t i = 0; i < joined.size(); ++i) {
      const bool blank = joined[i] == ' ' || joined[i] == '\n';
      if (blank && !whole->empty() && (whole->back() == '-' || whole->back() == '/') &&
          i + 1 < joined.size() && IsWordByte(joined[i + 1]))
        continue;
      *whole += joined[i];
    }
    return *whole;
  }

  // "..., 27002 and 27701" behind "ISO/IEC 27001".
  size_t FollowList(const Grammar& grammar, const Match& first, size_t start, size_t end) {
    const auto continuation =
        std::ranges::find_if(DesignatorContinuations(), [&](const Continuation& candidate) {
          return candidate.scheme == grammar.scheme && candidate.form == grammar.form;
        });
    if (continuation == DesignatorContinuations().end()) return end;
    // Sections of a code go on only behind the sign of several: "5 U.S.C. 552, 12 boats".
    const std::string_view whole = text_.substr(start, first.length);
    if (grammar.scheme == Scheme::kUsLaw && grammar.form == 1 &&
        whole.find("\xC2\xA7\xC2\xA7") == std::string_view::npos &&
        whole.find("ections") == std::string_view::npos && whole.find("arts") == std::string_view::npos)
      return end;
    const RE2& expression =
        *tables_.continuations[static_cast<size_t>(continuation - DesignatorContinuations().begin())];
    const std::string_view head = HeadOf(grammar.scheme, first, start);
    for (;;) {
      Match link, item;
      if (!MatchAt(*tables_.connective, text_.substr(end, 32), &link)) return end;
      const size_t at = end + link.length;
      if (!FindLongest(expression, grammar.scheme, continuation->behind, text_, at, &item)) return end;
      if (!EndsPhrase(at + item.length, item)) return end;
      if (grammar.scheme == Scheme::kEuAct) item.groups[1] = first.groups[1];  // the kind is named once
      if (grammar.scheme == Scheme::kUsLaw && grammar.form == 1) {
        if (NamesNextCode(at + item.length)) return end;
        item.groups[1] = first.groups[1];
        item.groups[2] = first.groups[2];
      }
      Put(grammar.scheme, grammar.form, item, at, head);
      end = at + item.length;
    }
  }

  // "ISO 9001 and 14001 are" but not "ISO 9001 and 5000 companies": a bare short number counts things when a
  // plain plural follows.
  bool EndsPhrase(size_t end, const Match& item) const {
    const std::string_view number = item.groups[0];
    if (number.find_first_of("-:/(") != std::string_view::npos || number.size() > 4) return true;
    if (end >= text_.size() || text_[end] != ' ') return true;
    std::string_view word = text_.substr(end + 1, 24);
    word = word.substr(0, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    return !(word.size() > 3 && word.ends_with('s'));
  }

  // "..., 15 U.S.C.": a title, and no section.
  bool NamesNextCode(size_t at) const {
    const std::string_view rest = text_.substr(at, 6);
    return rest.starts_with(" U.S.C") || rest.starts_with(" U. S.") || rest.starts_with(" USC") ||
           rest.starts_with(" C.F.R") || rest.starts_with(" CFR") || rest.starts_with(" Stat") ||
           rest.starts_with(" Fed.") || rest.starts_with(" FR ");
  }

  // What stands before the first number: "ISO/IEC", "NIST SP", "Regulations".
  std::string_view HeadOf(Scheme scheme, const Match& first, size_t start) const {
    const int group = scheme == Scheme::kIsoIec                             ? 3
                      : scheme == Scheme::kEuAct || scheme == Scheme::kIeee ? 2
                                                                            : 1;
    const std::string_view whole = text_.substr(start, first.length);
    size_t cut = first.groups[group].data() == nullptr || first.groups[group].empty()
                     ? whole.find_first_of("0123456789(")
                     : static_cast<size_t>(first.groups[group].data() - whole.data());
    if (scheme == Scheme::kEuAct) cut = whole.find_first_of("(0123456789");
    return Trim(whole.substr(0, cut));
  }

  std::string_view text_;
  ScanOptions options_;
  const Compiled& tables_;
  std::vector<Designator> found_;
};

}  // namespace

std::string_view DesignatorSchemeName(DesignatorScheme scheme) {
  return kSchemeNames[static_cast<size_t>(scheme)];
}

std::vector<Designator> ScanDesignators(std::string_view text, ScanOptions options) {
  return Scanner(text, options).Run();
}

}  // namespace concord
