// What is wrong with a text that should be JSON, or with the fields of an object, for people.
#ifndef CONCORD_BASE_JSON_FAULT_H_
#define CONCORD_BASE_JSON_FAULT_H_

#include <span>
#include <string>
#include <string_view>

#include "base/text.h"

namespace concord {

// "not valid JSON: missing a name for object member". `reason` is a sentence of the JSON parser, with a
// capital and a full stop.
inline std::string JsonFault(std::string_view reason) {
  if (reason.ends_with('.')) reason.remove_suffix(1);
  std::string text(reason);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return "not valid JSON: " + text;
}

// "unknown field "titel" of a document; did you mean "title"?". A misspelt name is an error, because nobody
// would notice that what it says is lost.
inline std::string UnknownField(std::string_view field, std::string_view of,
                                std::span<const std::string> known) {
  std::string text = "unknown field \"" + std::string(field) + "\" of " + std::string(of) + "; ";
  if (const std::string_view meant = DidYouMean(field, known); !meant.empty())
    return text + "did you mean \"" + std::string(meant) + "\"?";
  text += "its fields are ";
  for (size_t i = 0; i < known.size(); ++i) text += (i == 0 ? "" : ", ") + known[i];
  return text;
}

}  // namespace concord

#endif  // CONCORD_BASE_JSON_FAULT_H_
