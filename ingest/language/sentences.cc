#include "ingest/language/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/unicode.h"

namespace concord {
namespace {

bool IsAsciiWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
// Scripts that write no blanks between words: each character is a token, and none is known.
bool IsIdeograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

char MarkOf(char32_t c) {
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
    case 0xFF02:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
      return '\'';
    case 0x3002:
    case 0xFF0E:
      return '.';
    case 0xFF0C:
    case 0x3001:
      return ',';
    case 0xFF1B:
      return ';';
    case 0xFF1A:
      return ':';
    case 0x2022:
    case 0x25CF:
    case 0x25AA:
    case 0x2023:
    case 0xB7:
      return '*';
    default:
      return c < 0x80 ? static_cast<char>(c) : '?';
  }
}

struct WordEnd {
  size_t end;
  bool ascii;
};

// The end of the word at `at`: letters and digits, joined by single hyphens or apostrophes.
WordEnd FindWordEnd(std::string_view text, size_t at, size_t limit) {
  bool ascii = true;
  while (at < limit) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (IsAsciiWord(c)) {
      ++at;
      continue;
    }
    if (c < 0x80) {
      // A joint: only between two word characters.
      if ((c == '-' || c == '\'') && at + 1 < limit &&
          IsAsciiWord(static_cast<unsigned char>(text[at + 1]))) {
        ++at;
        continue;
      }
      break;
    }
    size_t next = at;
    const char32_t code = NextCodePoint(text, &next);
    if (code == 0x2019 || code == 0x2011 || code == 0x2010) {
      if (next < limit && IsAsciiWord(static_cast<unsigned char>(text[next]))) {
        at = next;
        ascii = false;
        continue;
      }
      break;
    }
    if (IsIdeograph(code) || !(IsLetterOrDigit(code) || (code >= 0x300 && code < 0x370))) break;
    ascii = false;
    at = next;
  }
  return {at, ascii};
}

// "Justiceat", "Secretary-Generalof": the last word of a body's name, and a short word.
size_t SeamBehindBody(std::string_view word) {
  static constexpr auto kLast = std::to_array<std::string_view>(
      {"Agency",       "Assembly",     "Authority",  "Commission", "Committee", "Conference",
       "Convention",   "Council",      "Court",      "General",    "Justice",   "Nations",
       "Organisation", "Organization", "Parliament", "Parties",    "Party",     "Rights",
       "State",        "States",       "Tribunal",   "Union"});
  static constexpr auto kShort = std::to_array<std::string_view>(
      {"and", "at", "by", "for", "in", "is", "may", "of", "on", "shall", "the", "to", "which", "with"});
  for (const std::string_view behind : kShort) {
    if (!word.ends_with(behind) || word.size() == behind.size()) continue;
    const std::string_view name = word.substr(0, word.size() - behind.size());
    for (const std::string_view last : kLast) {
      if (name == last || (name.ends_with(last) && name[name.size() - last.size() - 1] == '-'))
        return name.size();
    }
  }
  return 0;
}

// Where two words meet that lost their blank, or 0: "theStates", "ofthe". Only words that open a noun phrase
// or stand in front of an article are taken for the first.
size_t FindSeam(std::string_view word) {
  static constexpr auto kFirst =
      std::to_array<std::string_view>({"of", "in", "to", "by", "on", "the", "and", "for", "its", "that",
                                       "this", "with", "from", "each", "such"});
  static constexpr auto kSecond =
      std::to_array<std::string_view>({"the", "this", "any", "such", "its", "each"});
  static constexpr auto kBodies =
      std::to_array<std::string_view>({"Parties", "Party", "Nations", "States", "Convention", "Committee"});
  constexpr size_t kShortest = 5, kLongest = 20;
  // "StatesParties", "UnitedNations"
  if (word.size() > 8 && word.size() <= kLongest && word[0] >= 'A' && word[0] <= 'Z') {
    for (const std::string_view body : kBodies) {
      const size_t seam = word.size() - std::min(word.size(), body.size());
      if (seam >= kShortest && word.ends_with(body) && word[seam - 1] >= 'a' && word[seam - 1] <= 'z')
        return seam;
    }
    return SeamBehindBody(word);
  }
  if (word.size() < kShortest || word.size() > kLongest || word[0] < 'a' || word[0] > 'z') return 0;
  for (const std::string_view first : kFirst) {
    if (!word.starts_with(first)) continue;
    const std::string_view rest = word.substr(first.size());
    // "toString" and "fromJson" are names of programs.
    const bool program = first == "to" || first == "in" || first == "on" || first == "for" ||
                         first == "with" || first == "from";
    const bool name = !program && rest.size() > 2 && rest[0] >= 'A' && rest[0] <= 'Z' && rest[1] >= 'a' &&
                      rest[1] <= 'z' && rest[2] >= 'a' && rest[2] <= 'z';
    const bool article = first.size() <= 4 && first != "the" && first != "this" && first != "its" &&
                         first != "each" && first != "such" &&
                         std::ranges::find(kSecond, rest) != kSecond.end();
    if (name || article) return first.size();
  }
  return 0;
}

// Where a possessive ending starts in the word, or its end when there is none.
size_t FindPossessive(std::string_view word) {
  if (word.size() > 2 && (word.back() == 's' || word.back() == 'S')) {
    if (word[word.size() - 2] == '\'') return word.size() - 2;
    if (word.size() > 4 && word.substr(word.size() - 4, 3) == "\xE2\x80\x99") return word.size() - 4;
  }
  return word.size();
}

TokenShape ShapeOf(std::string_view word, bool ascii) {
  bool upper = false, lower = false, digit = false, first_upper = false, first = true;
  for (size_t i = 0; i < word.size();) {
    if (ascii || static_cast<unsigned char>(word[i]) < 0x80) {
      const char c = word[i++];
      if (c >= 'A' && c <= 'Z') {
        upper = true;
        if (first) first_upper = true;
      } else if (c >= 'a' && c <= 'z') {
        lower = true;
      } else if (c >= '0' && c <= '9') {
        digit = true;
      }
    } else {
      const bool is_upper = IsUpper(NextCodePoint(word, &i));
      upper |= is_upper;
      lower |= !is_upper;
      if (first) first_upper = is_upper;
    }
    first = false;
  }
  if (!upper && !lower) return digit ? TokenShape::kNumber : TokenShape::kMark;
  if (upper && !lower) return word.size() == 1 ? TokenShape::kCapital : TokenShape::kUpper;
  if (!upper) return TokenShape::kLower;
  if (!first_upper) return TokenShape::kMixed;
  size_t capitals = 0;
  for (const char c : word) capitals += (c >= 'A' && c <= 'Z');
  return capitals > 1 ? TokenShape::kMixed : TokenShape::kCapital;
}

bool EndsWith(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

bool IsAdjectiveEnding(std::string_view lower) {
  for (const std::string_view ending : {"al", "ive", "ous", "ic", "able", "ible", "ful", "ary"}) {
    if (EndsWith(lower, ending)) return true;
  }
  return false;
}

// Whether a word with a capital can only open a sentence here, and is no name: "The", "If", "Where".
bool OpensSentence(const Token& token) {
  return token.shape == TokenShape::kCapital && !token.Is(kAbbreviation) &&
         token.Is(kDeterminer | kPronoun | kSubordinator | kFronting | kRelative | kConjunction);
}

// "Mfg", "Blvd", "ggf": no vowel, so no whole word of a language; capitals may be an acronym.
bool HasNoVowel(std::string_view word, const Token& token) {
  return word.size() >= 2 && word.size() <= 5 && token.word == 0 &&
         (token.shape == TokenShape::kLower || token.shape == TokenShape::kCapital) &&
         std::ranges::all_of(word, [](char c) {
           return static_cast<unsigned char>(c) < 0x80 &&
                  std::string_view("aeiouyAEIOUY0123456789").find(c) == std::string_view::npos;
         });
}

// Whether the full stop at `stop`, behind a word, belongs to an abbreviation and ends no sentence.
bool IsInnerStop(std::string_view text, const std::vector<Token>& tokens, uint32_t first, uint32_t stop,
                 const Token& follower) {
  const Token& before = tokens[stop - 1];
  // "Mr. No", "Pub. L."; but "Lamps Inc. The keeper shall", "a work of art. The keeper shall", "the MOD.
  // The".
  if (before.Is(kAbbreviation) && before.StartsUpper() && before.shape != TokenShape::kUpper) return true;
  if (before.Is(kAbbreviation | kClosingAbbreviation)) return !OpensSentence(follower);
  const std::string_view word = text.substr(before.start, before.end - before.start);
  const bool counted = stop >= first + 2 && tokens[stop - 2].shape == TokenShape::kNumber;  // "6 hrs."
  if (HasNoVowel(word, before) && !counted) return !OpensSentence(follower);
  // "Vers. 2.1", "Dir. 95/46": a short word that nobody knows, and a number.
  constexpr size_t kShort = 5;
  if (follower.shape == TokenShape::kNumber && before.shape == TokenShape::kCapital && before.word == 0 &&
      word.size() >= 2 && word.size() <= kShort && stop > first + 1)
    return true;
  if (before.end - before.start != 1) return false;
  // "z. B.", "p. ex."
  if (before.shape == TokenShape::kLower && stop > first + 1 && follower.StartsUpper() &&
      follower.end - follower.start == 1)
    return true;
  // "U.S. persons", "5 U.S.C. App.", "at 10 a.m. Monday": a letter behind another full stop.
  const bool inner = stop >= first + 2 && tokens[stop - 2].mark == '.';
  // "the POA&M. In any case": the end of a short form
  if (stop >= first + 2 && tokens[stop - 2].mark == '&' && !before.space_before)
    return !OpensSentence(follower);
  if (!inner) return before.StartsUpper();  // "J. Smith", "article L. 12"
  const bool latin = stop >= first + 3 && (text.substr(tokens[stop - 3].start, 3) == "e.g" ||
                                           text.substr(tokens[stop - 3].start, 3) == "i.e");
  return latin || !OpensSentence(follower);
}

// Marks what stands inside quotation marks. A quotation that is not closed in the block counts only when
// it opens the block (the first of several quoted paragraphs); a straight or odd mark alone says nothing.
void MarkQuotations(std::string_view text, size_t first, std::vector<Token>* tokens) {
  std::vector<Token>& t = *tokens;
  size_t open = SIZE_MAX;
  bool doubled = false;  // the Congressional style: ``term''
  constexpr std::string_view kOpen = "\xE2\x80\x98\xE2\x80\x98", kClose = "\xE2\x80\x99\xE2\x80\x99";
  for (size_t i = first; i < t.size(); ++i) {
    if (t[i].shape != TokenShape::kMark) continue;
    const std::string_view mark = text.substr(t[i].start, t[i].end - t[i].start);
    const bool opening = mark == "\xE2\x80\x9C" || mark == "\xC2\xAB" || mark == "\xE2\x80\x9E" ||
                         mark == "``" || mark == kOpen;
    const bool closing = mark == "\xE2\x80\x9D" || mark == "\xC2\xBB" || mark == "''" || mark == kClose;
    if (open == SIZE_MAX) {
      if (opening || mark == "\"") {
        open = i;
        doubled = mark == "``" || mark == kOpen;
      }
    } else if ((closing && (mark == "''" || mark == kClose) == doubled) || (mark == "\"" && !doubled)) {
      for (size_t k = open + 1; k < i; ++k) t[k].quoted = true;
      open = SIZE_MAX;
    }
  }
  if (open == first) {
    for (size_t k = open + 1; k < t.size(); ++k) t[k].quoted = true;
  }
}

}  // namespace

void Tokenize(std::string_view text, Span span, const Vocabulary& vocabulary, std::vector<Token>* tokens) {
  const size_t first_token = tokens->size();
  size_t at = span.start;
  const size_t limit = span.end;
  bool space = true;
  unsigned depth = 0;
  std::string lower;
  const auto add_word = [&](size_t start, size_t end, bool ascii) {
    const std::string_view word = text.substr(start, end - start);
    Token token;
    token.start = static_cast<uint32_t>(start);
    token.end = static_cast<uint32_t>(end);
    token.shape = ShapeOf(word, ascii);
    token.space_before = space;
    token.nesting = static_cast<uint8_t>(std::min(depth, 255u));
    if (ascii) {
      lower.assign(word);
      for (char& c : lower) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      lower = FoldCase(word);
      // The typographic apostrophe and hyphens as on a keyboard.
      for (const std::string_view fancy : {"\xE2\x80\x99", "\xE2\x80\x91", "\xE2\x80\x90"}) {
        for (size_t i = lower.find(fancy); i != std::string::npos; i = lower.find(fancy)) {
          lower.replace(i, 3, fancy == "\xE2\x80\x99" ? "'" : "-");
        }
      }
    }
    // A word as long as a line is nobody's word.
    if (lower.size() <= 64) {
      token.word = vocabulary.Find(lower);
      token.classes = vocabulary.classes(token.word);
      // "Assembly", "family" are nouns.
      if (EndsWith(lower, "ly") && lower.size() > 4 && !token.Is(kAnyVerb | kOrganisation | kNoImperative))
        token.classes |= kAdverb;
      if (lower.size() > 5 && token.classes == 0 && IsAdjectiveEnding(lower)) token.classes |= kAdjective;
    }
    space = false;
    tokens->push_back(token);
  };
  while (at < limit) {
    size_t next = at;
    const auto c = static_cast<unsigned char>(text[at]);
    const char32_t code = c < 0x80 ? text[next++] : NextCodePoint(text, &next);
    if (IsSpace(code)) {
      space = true;
      at = next;
      continue;
    }
    const bool word_start = code < 0x80 ? IsAsciiWord(c) : (IsLetterOrDigit(code) && !IsIdeograph(code));
    if (word_start) {
      const auto [end, ascii] = FindWordEnd(text, at, limit);
      if (const size_t seam = ascii ? FindSeam(text.substr(at, end - at)) : 0; seam > 0) {
        add_word(at, at + seam, true);
        space = true;  // that was lost
        add_word(at + seam, end, true);
        at = end;
        continue;
      }
      const std::string_view word = text.substr(at, end - at);
      const size_t possessive = FindPossessive(word);
      add_word(at, at + possessive, ascii || possessive < word.size());
      if (possessive < word.size()) add_word(at + possessive, end, ascii);
      at = end;
      continue;
    }
    Token token;
    token.start = static_cast<uint32_t>(at);
    token.mark = MarkOf(code);
    token.space_before = space;
    // Two of a kind make one mark: "--", "``", "''".
    if ((code == '-' || code == '`' || code == '\'') && next < limit && text[next] == text[at]) {
      ++next;
      if (code != '-') token.mark = '"';
    }
    // Two single ones, as the printer of Congress has them.
    if ((code == 0x2018 || code == 0x2019) && text.substr(next, 3) == text.substr(at, 3)) {
      next += 3;
      token.mark = '"';
    }
    token.end = static_cast<uint32_t>(next);
    if (token.mark == ')' || token.mark == ']') depth -= depth > 0 ? 1 : 0;
    token.nesting = static_cast<uint8_t>(std::min(depth, 255u));
    if (token.mark != '?') token.word = vocabulary.Find(std::string_view(&token.mark, 1));
    if (token.mark == '(' || token.mark == '[') ++depth;
    tokens->push_back(token);
    space = false;
    at = next;
  }
  // A parenthesis that is never closed would hide the rest of the block.
  if (depth > 0) {
    for (size_t i = first_token; i < tokens->size(); ++i) (*tokens)[i].nesting = 0;
  }
  MarkQuotations(text, first_token, tokens);
}

std::vector<TokenRange> SplitSentences(std::string_view text, const std::vector<Token>& tokens,
                                       TokenRange range) {
  std::vector<TokenRange> sentences;
  uint32_t first = range.first;
  const auto cut = [&](uint32_t last) {
    if (last > first) sentences.push_back({first, last});
    first = last;
  };
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = tokens[i];
    if (token.shape != TokenShape::kMark || token.nesting > 0) continue;
    const bool stop = token.mark == '.',
               loud = token.mark == '!' || (token.mark == '?' && token.end - token.start == 1);
    if (!stop && !loud) continue;
    uint32_t next = i + 1;
    // Closing quotation marks, notes' numbers and brackets stay with their sentence.
    while (next < range.last && tokens[next].shape == TokenShape::kMark && !tokens[next].space_before &&
           (tokens[next].mark == '"' || tokens[next].mark == '\'' || tokens[next].mark == ')' ||
            tokens[next].mark == ']')) {
      ++next;
    }
    if (next >= range.last) {
      cut(range.last);
      break;
    }
    const Token& follower = tokens[next];
    if (stop && follower.shape == TokenShape::kMark && follower.mark == '-') {  // "In general.--The"
      cut(next + 1);
      i = next;
      continue;
    }
    if (stop && !follower.space_before) {
      // "reviewed.The Board": a lost blank; but not "e.g.", "1.2", "OECD.AI".
      const bool lost = follower.shape == TokenShape::kCapital && follower.end - follower.start > 1 &&
                        i > range.first && tokens[i - 1].shape == TokenShape::kLower &&
                        tokens[i - 1].end - tokens[i - 1].start > 2;
      const bool note = follower.shape == TokenShape::kNumber && next + 1 < range.last &&
                        tokens[next + 1].space_before && tokens[next + 1].StartsUpper() && i > range.first &&
                        tokens[i - 1].shape == TokenShape::kLower;
      if (!lost && !note) continue;
      cut(note ? next + 1 : next);
      continue;
    }
    if (stop && i > range.first && tokens[i - 1].IsWord() && tokens[i].start == tokens[i - 1].end &&
        IsInnerStop(text, tokens, range.first, i, follower))
      continue;
    if (follower.shape == TokenShape::kLower && !loud) continue;
    cut(next);
    i = next - 1;
  }
  cut(range.last);
  return sentences;
}

Span SpanOf(const std::vector<Token>& tokens, TokenRange range) {
  if (range.empty()) return {};
  return {tokens[range.first].start, tokens[range.last - 1].end};
}

}  // namespace concord
