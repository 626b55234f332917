#include "ingest/outline/text_lines.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/outline/contents_list.h"
#include "ingest/outline/line_ends.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/unit_words.h"

namespace concord {
namespace {

// Lines of a text that was wrapped by hand or by a printer are no longer than this.
constexpr size_t kNarrowestWrapped = 40, kWidestWrapped = 100;

struct TextLine {
  size_t start = 0, end = 0;  // without white space at both ends
  bool empty() const { return start == end; }
};

// The line at *at; moves behind its end.
TextLine NextLine(std::string_view text, size_t* at) {
  size_t end = *at, size = 1;
  for (; end < text.size() && text[end] != '\n' && text[end] != '\r'; ++end) {
    // Unicode's separators of lines and paragraphs
    if (text[end] != '\xE2') continue;
    const std::string_view sign = text.substr(end, 3);
    if (sign == "\u2028" || sign == "\u2029") {
      size = 3;
      break;
    }
  }
  TextLine line{*at, end};
  *at = end + size;
  if (size == 1 && end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++*at;
  const auto blank = [&](size_t i) {
    return text[i] == ' ' || text[i] == '\t' || text[i] == '\f' || text[i] == '\v';
  };
  while (line.start < line.end && blank(line.start)) ++line.start;
  while (line.end > line.start && blank(line.end - 1)) --line.end;
  return line;
}

struct Wrapping {
  size_t width = 0;           // at which the text was wrapped, or 0 for one whose lines are paragraphs
  bool run_together = false;  // some line ends are lost: "... of lamps.SEC. 2. SCOPE"
};

// A sample tells.
Wrapping FindWrapping(std::string_view text) {
  constexpr size_t kSample = 64 << 10;
  std::vector<size_t> lengths;
  for (size_t at = 0; at < std::min(text.size(), kSample);) {
    const TextLine line = NextLine(text, &at);
    if (!line.empty()) lengths.push_back(line.end - line.start);
  }
  if (lengths.size() < 8) return {};
  std::ranges::sort(lengths);
  const size_t wide = lengths[lengths.size() * 95 / 100];
  // Most lines of a wrapped text are nearly full; a list of short paragraphs has few that are.
  const auto full = lengths.end() - std::ranges::lower_bound(lengths, wide * 4 / 5);
  const bool many = static_cast<size_t>(full) * 10 >= lengths.size() * 3;
  const auto fits = [](size_t length) { return length >= kNarrowestWrapped && length <= kWidestWrapped; };
  if (fits(wide) && many) return {wide, false};
  // A few lines may be wider: two that were put together. Then most of the others are nearly full.
  const size_t usual = lengths[lengths.size() * 3 / 4];
  const auto near = std::ranges::upper_bound(lengths, usual + usual / 24) -
                    std::ranges::lower_bound(lengths, usual * 17 / 20);
  if (fits(usual) && wide > usual && static_cast<size_t>(near) * 2 >= lengths.size()) return {usual, true};
  return {};
}

bool IsBullet(std::string_view text) {
  for (const std::string_view bullet :
       {"- ", "* ", "\u2022", "\u2013 ", "\u25E6", "\u25AA", "\u25CF", "\u00B7", "\uF0B7", "o "}) {
    if (text.starts_with(bullet)) return true;
  }
  return false;
}

// Words in front of the name of a place in a text.
bool IsLeading(std::string_view word) {
  static constexpr auto kLeading =
      std::to_array<std::string_view>({"in", "under", "of", "and", "or", "to", "by", "with", "from", "see",
                                       "à", "au", "de", "nach", "gemäß", "en", "según"});
  return IsOneOf(word, kLeading);
}

// "... listed in", where no heading follows
bool EndsInLeading(std::string_view line) {
  constexpr size_t kShortest = 12;
  const size_t last = line.rfind(' ');
  if (line.size() < kShortest || last == std::string_view::npos) return false;
  const std::string_view word = line.substr(last + 1);
  return word != "and" && word != "or" && IsLeading(word);
}

// "... and in point", "... named in Section", "Article 5, paragraph": however short the line is, the number
// is on the next.
bool EndsInReference(std::string_view line) {
  const size_t last = line.rfind(' ');
  if (last == std::string_view::npos || last == 0 || !IsReferenceWord(line.substr(last + 1))) return false;
  const size_t before = line.rfind(' ', last - 1);
  if (before == std::string_view::npos) return false;
  const std::string_view word = line.substr(before + 1, last - before - 1);
  if (word.size() <= 8 && std::ranges::any_of(word, IsDigit)) return true;
  return IsLeading(word);
}

// "2, and the proof", "(c) of paragraph 1", "5 führen": a number that a reference may go on with.
bool BeginsWithNumber(std::string_view line) {
  const size_t at = line.starts_with('(') ? 1 : 0;
  if (at == 0) return IsDigit(line[0]);
  const size_t close = line.find(')');
  return close != std::string_view::npos && close > at && close <= 6;
}

// "(1), the owner", and not "(1) The owner"
bool GoesOnBehindNumber(std::string_view line) {
  const size_t close = line.find(')');
  if (!line.starts_with('(') || close == std::string_view::npos || !BeginsWithNumber(line) ||
      !IsDigit(line[1]))
    return false;
  const size_t next = line.find_first_not_of(' ', close + 1);
  return next == std::string_view::npos || line[next] < 'A' || line[next] > 'Z';
}

std::string_view FirstWord(std::string_view line) { return line.substr(0, line.find(' ')); }
std::string_view LastWord(std::string_view line) {
  const size_t blank = line.rfind(' ');
  return blank == std::string_view::npos ? line : line.substr(blank + 1);
}

// Does `next` go on with the sentence of `line`, the last of a paragraph of so many bytes?
bool GoesOn(std::string_view line, std::string_view next, size_t width, size_t bytes) {
  if (next.empty() || IsBullet(next)) return false;
  constexpr size_t kShortest = 12;  // of lines that end within a word
  if (line.size() >= kShortest && IsBrokenBehindSign(LastWord(line), FirstWord(next))) return true;
  if (line.size() >= kShortest && HyphenAt(LastWord(line)) > 0 && next[0] >= 'a' && next[0] <= 'z')
    return true;
  const char first = next[0];
  const bool lower = first >= 'a' && first <= 'z';
  const bool ended = std::string_view(".;:!?").find(line.back()) != std::string_view::npos ||
                     line.ends_with("\u2014") || line.ends_with("--");
  // "Annex VIII" and ", with the exception of points 6 and 8": no line begins with a comma.
  if (next.starts_with(", ") && !ended) return true;
  // "referred to in", "Article 12" and "of this rule", "; and", "(2). The": a reference on a line of its own.
  const bool reference =
      bytes > line.size() && IsReferenceWord(FirstWord(line)) && std::ranges::count(line, ' ') == 1;
  if (reference && !ended && (lower || first == ';' || GoesOnBehindNumber(next))) return true;
  const auto marker = ScanMarker(next);
  // "points 1 to 10, of" and "Annex VIII"
  if (marker && !ended && IsReferenceWord(FirstWord(next)) && EndsInLeading(line)) return true;
  // A wrapped line may begin with the number of a reference, a short one ends before an item.
  const bool full =
      (line.size() * 10 >= width * 6 && line.size() >= 40) || (bytes >= 60 && bytes > line.size());
  if (marker && !ended && full && RefersAcross(line, next)) return true;
  if (!ended && BeginsWithNumber(next) && EndsInReference(line)) return true;
  if (marker && (!marker->weak || ended)) return false;
  if (EndsUnfinished(line, next)) return true;
  if (width == 0) return lower && !ended && line.size() >= 40;
  if (next.starts_with("``") || next.starts_with("\u201C")) {
    if (ended) return false;
  }
  // The line was full: the next word did not fit.
  const size_t word = std::min(next.find(' '), next.size());
  return (lower && !ended) ||
         (line.size() + 1 + word + width / 8 > width && !(ended && line.size() + 20 < width));
}

// "October 30, 2023"
bool IsDateLine(std::string_view text) {
  return text.size() <= 24 && text.find(", ") != std::string_view::npos && text.back() >= '0' &&
         text.back() <= '9';
}

bool IsTitle(std::string_view text) {
  return LooksLikeHeading(text) && !IsDateLine(text) && std::ranges::count(text, ' ') >= 1 &&
         !ScanMarker(text);
}

// Adds the parts of `pieces` that make bytes [start, end) of their text. `*from` is the piece, and `*before`
// the length of the text before it, at which to begin to look: ranges rise from call to call.
void Slice(Pieces pieces, size_t start, size_t end, size_t* from, size_t* before, std::vector<Piece>* slice) {
  while (*from < pieces.size() && *before + pieces[*from].text.size() <= start)
    *before += pieces[(*from)++].text.size();
  size_t at = *before;
  for (size_t i = *from; i < pieces.size() && at < end; at += pieces[i++].text.size()) {
    const Piece& piece = pieces[i];
    const size_t first = std::max(start, at) - at, last = std::min(end - at, piece.text.size());
    if (first >= last) continue;
    slice->push_back(
        {piece.text.substr(first, last - first), piece.at + (piece.length ? 0 : first), piece.length});
  }
}

// Knows the words of a text, if a line of it ends in a hyphen.
LineEnds LearnWords(std::string_view text) {
  LineEnds ends;
  if (text.find("-\n") == std::string_view::npos && text.find("-\r") == std::string_view::npos &&
      text.find("\u2010\n") == std::string_view::npos)
    return ends;
  bool divided = false;  // the line before ended in a part of a word
  for (size_t at = 0; at < text.size();) {
    const TextLine line = NextLine(text, &at);
    if (line.empty()) continue;
    const std::vector<std::string_view> words = Split(text.substr(line.start, line.end - line.start), ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      const bool part = (i == 0 && divided) || (i + 1 == words.size() && HyphenAt(words[i]) > 0);
      if (!part && !words[i].empty()) ends.Learn(words[i]);
    }
    divided = HyphenAt(words.back()) > 0;
  }
  return ends;
}

// Bytes between two lines of a paragraph that are no part of it: where a word goes on, the line end and maybe
// its hyphen.
struct Cut {
  size_t start = 0, end = 0;
};

}  // namespace

void ReadLines(Pieces pieces, DocumentBuilder* builder, Outline* outline) {
  std::string joined;
  if (pieces.size() != 1) {
    for (const Piece& piece : pieces) joined += piece.text;
  }
  const std::string_view text = pieces.size() == 1 ? pieces[0].text : std::string_view(joined);
  const auto [width, run_together] = FindWrapping(text);
  const LineEnds ends = LearnWords(text);
  std::vector<Cut> cuts;  // of the paragraph
  std::string& title = builder->document().metadata.title;
  std::vector<Piece> slice;
  size_t from = 0, before = 0;
  int early = 0;            // paragraphs seen while there is no title
  size_t contents_end = 0;  // of a list of contents
  size_t at = 0;
  TextLine next = NextLine(text, &at);
  const auto view = [&](const TextLine& line) { return text.substr(line.start, line.end - line.start); };
  for (bool more = !text.empty(); more && !builder->failed();) {
    TextLine paragraph = next;
    std::string_view last = view(next);
    cuts.clear();
    for (;;) {
      more = at < text.size();
      if (!more) break;
      next = NextLine(text, &at);
      if (paragraph.empty() || !GoesOn(last, view(next), width, paragraph.end - paragraph.start)) break;
      const std::string_view word = LastWord(last);
      const LineEnds::Join join = ends.Of(word, FirstWord(view(next)));
      const size_t hyphen = join == LineEnds::Join::kWithoutHyphen ? HyphenAt(word) : 0;
      if (join != LineEnds::Join::kBlank || view(next).starts_with(", ") || view(next).starts_with(';'))
        cuts.push_back({paragraph.end - hyphen, next.start});
      paragraph.end = next.end;
      last = view(next);
    }
    for (TextLine rest = paragraph; !rest.empty();) {
      TextLine part = rest;
      if (width == 0 || run_together) part.end = part.start + InnerUnit(view(rest));
      rest.start = part.end;
      while (part.end > part.start && (text[part.end - 1] == ' ' || text[part.end - 1] == '\t')) --part.end;
      while (rest.start < rest.end && (text[rest.start] == ' ' || text[rest.start] == '\t')) ++rest.start;
      slice.clear();
      size_t begin = part.start;
      for (const Cut& cut : cuts) {
        if (cut.start < begin || cut.end > part.end) continue;
        Slice(pieces, begin, cut.start, &from, &before, &slice);
        begin = cut.end;
      }
      Slice(pieces, begin, part.end, &from, &before, &slice);
      const std::string_view words = view(part);
      bool sentence = false;
      if (part.start < contents_end) {
        outline->Item(0, slice, Outline::ItemNumber::kNone);
        continue;
      }
      if (rest.empty() && AnnouncesContents(words, &sentence)) {
        contents_end = ContentsEnd(text, part.end, sentence);
        if (contents_end > part.end) {
          outline->Paragraph(slice);
          continue;
        }
      }
      if (title.empty() && early++ < 5 && IsTitle(words)) {
        title = CollapseSpace(words);
        outline->Title(slice);
      } else if (IsBullet(words)) {
        outline->Item(0, slice);
      } else {
        outline->Paragraph(slice, /*may_be_heading=*/!IsDateLine(words));
      }
    }
  }
}

}  // namespace concord
