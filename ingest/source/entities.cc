#include "ingest/source/entities.h"

#include <gumbo.h>

#include <charconv>

#include "base/noncharacters.h"
#include "base/unicode.h"

namespace concord {

std::string DecodeEntity(std::string_view entity) {
  std::string text;
  if (entity.size() > 3 && entity.starts_with("&#") && entity.ends_with(';')) {
    const bool hex = entity[2] == 'x' || entity[2] == 'X';
    const std::string_view digits = entity.substr(hex ? 3 : 2, entity.size() - (hex ? 4 : 3));
    uint32_t code_point = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code_point, hex ? 16 : 10);
    if (error == std::errc() && end == digits.data() + digits.size() && code_point > 0) {
      AppendUtf8(code_point, &text);
      ReplaceNoncharacters(&text);
      return text;
    }
    return std::string(entity);
  }
  // Of the 2,231 names gumbo knows all: a page of nothing but the reference.
  constexpr size_t kLongestName = 40;
  if (entity.size() > kLongestName) return std::string(entity);
  GumboOutput* page = gumbo_parse_with_options(&kGumboDefaultOptions, entity.data(), entity.size());
  const GumboVector& top = page->root->v.element.children;
  for (unsigned int i = 0; i < top.length; ++i) {
    const auto* body = static_cast<const GumboNode*>(top.data[i]);
    if (body->type != GUMBO_NODE_ELEMENT || body->v.element.tag != GUMBO_TAG_BODY) continue;
    for (unsigned int j = 0; j < body->v.element.children.length; ++j) {
      const auto* child = static_cast<const GumboNode*>(body->v.element.children.data[j]);
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) text += child->v.text.text;
    }
  }
  gumbo_destroy_output(&kGumboDefaultOptions, page);
  return text.empty() ? std::string(entity) : text;
}

}  // namespace concord
