// Plain text: lines are put together to paragraphs, and the outline finds numbers and headings in them.
#include <algorithm>

#include "base/text.h"
#include "ingest/outline.h"
#include "ingest/reader.h"

namespace concord {
namespace {

// Lines of a text that was wrapped by hand or by a printer are no longer than this.
constexpr size_t kWidestWrapped = 100;

struct TextLine {
  size_t start = 0, end = 0;  // without white space at both ends
  bool empty() const { return start == end; }
};

// The line at *at; moves behind its end.
TextLine NextLine(std::string_view text, size_t* at) {
  size_t end = text.find_first_of("\n\r", *at);
  if (end == std::string_view::npos) end = text.size();
  TextLine line{*at, end};
  *at = end + 1;
  if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++*at;
  const auto blank = [&](size_t i) {
    return text[i] == ' ' || text[i] == '\t' || text[i] == '\f' || text[i] == '\v';
  };
  while (line.start < line.end && blank(line.start)) ++line.start;
  while (line.end > line.start && blank(line.end - 1)) --line.end;
  return line;
}

// The width at which the text was wrapped, or 0 for one whose lines are paragraphs. A sample tells.
size_t WrapWidth(std::string_view text) {
  constexpr size_t kSample = 64 << 10;
  std::vector<size_t> lengths;
  for (size_t at = 0; at < std::min(text.size(), kSample);) {
    const TextLine line = NextLine(text, &at);
    if (!line.empty()) lengths.push_back(line.end - line.start);
  }
  if (lengths.size() < 8) return 0;
  std::ranges::sort(lengths);
  const size_t wide = lengths[lengths.size() * 95 / 100];
  return wide >= 40 && wide <= kWidestWrapped ? wide : 0;
}

bool IsBullet(std::string_view text) {
  for (const std::string_view bullet :
       {"- ", "* ", "\u2022", "\u2013 ", "\u25E6", "\u25AA", "\u25CF", "\u00B7", "\uF0B7", "o "}) {
    if (text.starts_with(bullet)) return true;
  }
  return false;
}

// Does `next` go on with the sentence of `line`?
bool GoesOn(std::string_view line, std::string_view next, size_t width) {
  if (next.empty() || IsBullet(next)) return false;
  const char first = next[0];
  const bool lower = first >= 'a' && first <= 'z';
  const bool ended = std::string_view(".;:!?").find(line.back()) != std::string_view::npos ||
                     line.ends_with("\u2014") || line.ends_with("--");
  const auto marker = ScanMarker(next);
  if (marker && (!marker->weak || ended)) return false;
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

// Where the next unit starts in the middle of a line (the line ends of the original are lost: "... this
// Act.SEC. 2. SCOPE", "...; and<tab>(2) the"), or the end.
size_t InnerUnit(std::string_view text) {
  for (size_t at = 1; at < text.size();) {
    at = text.find_first_of("\tS ", at);
    if (at == std::string_view::npos) break;
    if (text[at] == 'S') {
      const std::string_view rest = text.substr(at, 12);
      const bool unit = rest.starts_with("SEC. ") || rest.starts_with("SECTION ");
      if (unit && std::string_view(" .,;\"\x9D").find(text[at - 1]) != std::string_view::npos &&
          text[at - 1] != ' ' && ScanMarker(text.substr(at)))
        return at;
      ++at;
      continue;
    }
    const size_t end = std::min(text.find_first_not_of(" \t", at), text.size());
    const bool wide = end - at >= 4 || (text[at] == '\t' && at > 0);
    const char before = text[at - 1];
    const bool ended =
        before == '.' || before == ';' || before == ':' || before == ',' || before == '-' || before == 'd';
    if (wide && ended && end < text.size() && ScanMarker(text.substr(end))) return end;
    at = std::max(end, at + 1);
  }
  return text.size();
}

}  // namespace

int LooksLikePlainText(const Source& source) {
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  // Text in UTF-16 has NULs, but begins with a mark or with ASCII in every second byte.
  if (head.find('\0') != std::string_view::npos && !head.starts_with("\xFF\xFE") &&
      !head.starts_with("\xFE\xFF")) {
    return source.path.ends_with(".txt") ? 1 : 0;
  }
  return 1;
}

Result<Document> ReadPlainText(const Source& source) {
  auto opened = SourceText::Open(source);
  if (!opened) return tl::unexpected(opened.error());
  const std::string_view text = opened->text();
  DocumentBuilder builder(*opened);
  Outline outline(&builder);
  const size_t width = WrapWidth(text);

  std::string& title = builder.document().metadata.title;
  int lines = 0;
  size_t at = 0;
  TextLine next = NextLine(text, &at);
  bool more = !text.empty();
  while (more && !builder.failed()) {
    TextLine paragraph = next;
    const auto view = [&](const TextLine& line) { return text.substr(line.start, line.end - line.start); };
    std::string_view last = view(next);
    for (;;) {
      more = at < text.size();
      if (!more) break;
      next = NextLine(text, &at);
      if (paragraph.empty() || !GoesOn(last, view(next), width)) break;
      paragraph.end = next.end;
      last = view(next);
    }
    if (paragraph.empty()) continue;
    // Units that were run together are paragraphs of their own.
    for (TextLine rest = paragraph; !rest.empty();) {
      TextLine part = rest;
      if (width == 0) part.end = part.start + InnerUnit(view(rest));
      rest.start = part.end;
      while (part.end > part.start && (text[part.end - 1] == ' ' || text[part.end - 1] == '\t')) --part.end;
      const Piece piece{view(part), part.start};
      if (title.empty() && lines++ < 5 && IsTitle(piece.text)) {
        title = CollapseSpace(piece.text);
        outline.Title({&piece, 1});
      } else if (IsBullet(piece.text)) {
        outline.Item(0, {&piece, 1});
      } else {
        outline.Paragraph({&piece, 1}, /*may_be_heading=*/!IsDateLine(piece.text));
      }
    }
  }
  return builder.Finish();
}

}  // namespace concord
