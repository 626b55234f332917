// What is wrong with a text that should be JSON, for people.
#ifndef CONCORD_BASE_JSON_FAULT_H_
#define CONCORD_BASE_JSON_FAULT_H_

#include <string>
#include <string_view>

namespace concord {

// "not valid JSON: missing a name for object member". `reason` is a sentence of the JSON parser, with a
// capital and a full stop.
inline std::string JsonFault(std::string_view reason) {
  if (reason.ends_with('.')) reason.remove_suffix(1);
  std::string text(reason);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return "not valid JSON: " + text;
}

}  // namespace concord

#endif  // CONCORD_BASE_JSON_FAULT_H_
