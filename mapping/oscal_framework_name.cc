#include "mapping/oscal_framework_name.h"

#include "base/text.h"

namespace concord {

std::string OscalFrameworkName(std::string_view path_or_url) {
  std::string_view path = path_or_url.substr(0, path_or_url.find_first_of("?#"));
  for (int step = 0; step < 2; ++step) {  // the file, then its folder
    const size_t slash = path.find_last_of("/\\");
    std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    if (step == 0) name = name.substr(0, name.rfind('.'));
    std::string slug = Slug(name);
    for (const std::string_view end : {"-min", "-catalog", "-profile", "-resolved-profile", "-resolved"}) {
      if (slug.ends_with(end)) slug.resize(slug.size() - end.size());
    }
    if (!slug.empty() && slug != "catalog" && slug != "profile" && slug != "mapping-collection") return slug;
  }
  return {};
}

}  // namespace concord
