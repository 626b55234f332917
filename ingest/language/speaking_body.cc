#include "ingest/language/speaking_body.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "ingest/language/body_names.h"

namespace concord {

std::string_view OpeningBody(const DocumentFront& front) {
  constexpr size_t kLookedAt = 10;
  for (size_t i = 0; i < front.lines.size() && i < kLookedAt; ++i) {
    const std::string_view line = front.lines[i];
    const std::string lower = AsciiLower(line.substr(0, 200));
    // "THE HARBOUR COUNCIL," and reasons below it
    if (lower.starts_with("the ") && line.ends_with(',') && i + 1 < front.lines.size()) {
      const std::string next = AsciiLower(front.lines[i + 1].substr(0, 40));
      const std::string_view name = line.substr(4, line.size() - 5);
      if (StartsWithFrontPhrase(next, "reason-opening") && IsBodyName(name)) return name;
    }
    for (const FrontPhrase& phrase : FrontPhrases("we-opening")) {
      if (!lower.starts_with(phrase.words)) continue;
      const size_t of = lower.find(" of ", phrase.words.size());
      constexpr size_t kFarthest = 80;
      if (of == std::string::npos || of > kFarthest) continue;
      const std::string_view name = BodyNameAt(line.substr(of + 4));
      if (!name.empty()) return name;
    }
  }
  return {};
}

std::string_view MakerOfThis(const DocumentFront& front) {
  for (const bool at_end : {false, true}) {
    const std::string& lower = at_end ? front.tail_lower : front.head_lower;
    const std::string_view part = at_end ? front.tail : front.head;
    for (const FrontPhrase& made : FrontPhrases("made-by")) {
      const PhrasePlace place = FindPhrase(lower, made.words);
      if (!place) continue;
      // "This guide was prepared by": the document, and nothing else.
      constexpr size_t kBefore = 60;
      const size_t from = place.at - std::min(place.at, kBefore);
      std::string_view before = std::string_view(lower).substr(from, place.at - from);
      const size_t sentence = before.rfind(". ");
      if (sentence != std::string_view::npos) before.remove_prefix(sentence + 2);
      const bool itself = std::ranges::any_of(FrontPhrases("this-document"), [&](const FrontPhrase& phrase) {
        return before.find(phrase.words) != std::string_view::npos;
      });
      if (!itself) continue;
      const size_t behind = place.at + place.length;
      const std::string line = CollapseSpace(part.substr(behind, 120));
      const std::string_view name = BodyNameAt(line);
      if (name.empty()) continue;
      // Its place in the text, where line ends may part it.
      const PhrasePlace found = FindPhrase(lower, AsciiLower(name), behind);
      if (found) return part.substr(found.at, found.length);
    }
  }
  return {};
}

std::string_view BodyOfNote(const DocumentFront& front) {
  for (const FrontPhrase& about : FrontPhrases("about")) {
    for (PhrasePlace place = FindPhrase(front.tail_lower, about.words); place;
         place = FindPhrase(front.tail_lower, about.words, place.at + place.length)) {
      if (place.at > 0 && front.tail[place.at - 1] != '\n') continue;
      std::string_view line = front.tail.substr(place.at + place.length);
      line = Trim(line.substr(0, line.find('\n')));
      const std::string_view name = BodyNameAt(line);
      if (name.empty() || line.size() > name.size() + 6) continue;
      if (front.head_lower.find(AsciiLower(name)) < front.SpanOf(name).start) return name;
    }
  }
  return {};
}

}  // namespace concord
