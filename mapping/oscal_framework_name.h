// The framework that an OSCAL file is about.
#ifndef CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_
#define CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_

#include <string>
#include <string_view>

namespace concord {

// A framework is named after its file, so that a mapping that points to the file and the file itself agree:
// "x/NIST_rev5_LOW-baseline_profile.json" is "nist-rev5-low-baseline". A file that is named after its model
// alone has the name of its folder; "" when that says nothing either.
std::string OscalFrameworkName(std::string_view path_or_url);

}  // namespace concord

#endif  // CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_
