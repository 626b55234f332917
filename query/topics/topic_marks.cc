#include "query/topics/topic_marks.h"

#include <algorithm>
#include <set>
#include <string>

#include "query/index/acronym.h"
#include "query/text/words.h"

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
  WordTable table;
  std::vector<std::vector<TermId>> forms;
  std::set<std::string> letters;
  for (const Wording& wording : wordings) {
    const std::vector<TermId> terms = table.Read(wording.text);
    if (IsAcronym(wording.text)) letters.emplace(BareAcronym(wording.text));
    if (wording.source == "asked") {
      for (const TermId term : terms) forms.push_back({term});
    } else if (!terms.empty() && !IsAcronym(wording.text)) {
      forms.push_back(terms);
    }
  }
  std::vector<Term> found;
  table.Read(text, &found);
  std::vector<TextSpan> spans;
  for (size_t i = 0; i < found.size();) {
    size_t length = 0;
    for (const std::vector<TermId>& form : forms) {
      if (form.size() <= length || form.size() > found.size() - i) continue;
      if (std::equal(form.begin(), form.end(), found.begin() + static_cast<ptrdiff_t>(i),
                     [](TermId a, const Term& b) { return a == b.id; }))
        length = form.size();
    }
    const std::string_view word = text.substr(found[i].start, found[i].end - found[i].start);
    if (length == 0 && IsAcronym(word) && letters.contains(std::string(BareAcronym(word)))) length = 1;
    if (length > 0) spans.push_back({found[i].start, found[i + length - 1].end});
    i += std::max<size_t>(1, length);
  }
  return spans;
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
