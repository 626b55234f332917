// The framework that an OSCAL file is about.
#ifndef CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_
#define CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_

#include <string>
#include <string_view>

namespace concord {

// A framework is named after its file, so that a mapping that points to the file uses the same name as the
// file: "x/NIST_rev5_LOW-baseline_profile.json" is "nist-rev5-low-baseline". If the file name says only the
// model, the name of the folder is used; "" if that says nothing either.
std::string OscalFrameworkName(std::string_view path_or_url);

}  // namespace concord

#endif  // CONCORD_MAPPING_OSCAL_FRAMEWORK_NAME_H_
