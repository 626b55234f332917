#include "query/topics/topic_marks.h"

#include <algorithm>

#include "query/text/words.h"
#include "query/topics/wording_places.h"

namespace concord {
namespace {

bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
bool IsWordByte(char c) {
  return IsUpperAscii(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Wording> WordingsOf(const Answer& answer) {
  std::vector<Wording> wordings;
  const Value* reading = answer.arguments.Find("reading");
  if (reading == nullptr || reading->type() != Value::Type::kList) return wordings;
  for (const Value& entry : reading->as_list()) {
    if (entry.type() != Value::Type::kMap) continue;
    Wording wording;
    wording.text = entry.as_map().FindString("words");
    wording.source = entry.as_map().FindString("source");
    wordings.push_back(std::move(wording));
  }
  return wordings;
}

// A name begins at `at`: it goes on over words with a capital, and over small words between two of them.
size_t EndOfName(std::string_view text, size_t at) {
  size_t end = at;
  for (size_t i = at; i < text.size();) {
    const size_t begin = i;
    while (i < text.size() && IsWordByte(text[i])) ++i;
    if (i == begin) break;
    const bool small = text[begin] >= 'a' && text[begin] <= 'z';
    if (!small || begin == at) {
      end = i;
    } else if (!IsStopWord(text.substr(begin, i - begin))) {
      break;
    }
    while (i < text.size() && (text[i] == ' ' || text[i] == '-' || text[i] == '/')) ++i;
  }
  return end;
}

bool IsNaming(std::string_view column) {
  for (const std::string_view relation : {"venue", "partner", "object", "host", "issuer", "other", "named"}) {
    if (column == relation) return true;
  }
  return false;
}

}  // namespace

std::vector<TextSpan> WordsIn(std::string_view text, std::span<const Wording> wordings) {
  return WordingPlaces(wordings).In(text);
}

std::vector<TopicMark> MarksOf(const Answer& answer, const Evidence& evidence) {
  std::vector<TopicMark> marks;
  const std::vector<Wording> wordings = WordingsOf(answer);
  if (wordings.empty()) return marks;
  TopicMark name;
  if (IsNaming(evidence.column) && evidence.focus < evidence.quote.size())
    name = {evidence.focus, EndOfName(evidence.quote, evidence.focus), true};
  for (const TextSpan& span : WordsIn(evidence.quote, wordings)) {
    if (span.start < name.end && name.start < span.end) continue;
    marks.push_back({span.start, span.end, false});
  }
  if (name.end > name.start) marks.push_back(name);
  std::ranges::sort(marks, {}, &TopicMark::start);
  return marks;
}

}  // namespace concord
