#include "query/suggestions/framework_shape.h"

#include <algorithm>

#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/text/title_code.h"

namespace concord {

// As much as the coverage of the subject's words.
constexpr float kGramsBetweenLanguages = 1;

Result<std::string> LanguageOf(const Snapshot& snapshot, const Framework& framework, Places* places) {
  for (const Item& item : framework.items) {
    if (item.text_node == 0) continue;
    auto place = places->Of(item.text_node);
    if (!place) return tl::unexpected(place.error());
    if ((*place)->version == 0) continue;
    auto version = snapshot.GetNode((*place)->version);
    if (!version) return tl::unexpected(version.error());
    return std::string(version->properties.FindString(property::language));
  }
  return std::string();
}

bool IsForeign(std::string_view language) {
  return !language.empty() && !language.starts_with("en") && language != "und";
}

Result<LexicalOptions> WordsBesideVectors(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                          Places* places) {
  LexicalOptions options = LexicalOptions::BesideVectors();
  for (const Framework* side : {&a, &b}) {
    auto language = LanguageOf(snapshot, *side, places);
    if (!language) return tl::unexpected(language.error());
    if (IsForeign(*language)) options.weights[kGrams] = kGramsBetweenLanguages;
  }
  return options;
}

std::string_view ShapeOf(const Framework& a, const Framework& b, bool foreign) {
  constexpr size_t kFew = 40;
  constexpr double kCodes = 0.3, kDeep = 0.2;
  if (b.items.size() <= kFew) return "few objects";
  const auto codes = static_cast<double>(std::ranges::count_if(
      a.items, [](const Item& item) { return WithoutCode(item.title, item.id).empty(); }));
  if (foreign || codes > kCodes * static_cast<double>(a.items.size())) return "codes, languages";
  const auto below =
      static_cast<double>(std::ranges::count_if(b.items, [](const Item& item) { return item.parent >= 0; }));
  return below > kDeep * static_cast<double>(b.items.size()) ? "deep" : "flat";
}

}  // namespace concord
