#include "ingest/designators/eu_act.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/designators/designator_keys.h"

namespace concord {

EuForm EuFormOf(std::string_view title) {
  static constexpr std::pair<std::string_view, EuForm> kWords[] = {
      {"regulation", {'R', "regulation"}},  {"r\u00E8glement", {'R', "regulation"}},
      {"verordnung", {'R', "regulation"}},  {"reglamento", {'R', "regulation"}},
      {"regolamento", {'R', "regulation"}}, {"regulamento", {'R', "regulation"}},
      {"verordening", {'R', "regulation"}}, {"durchf\u00FChrungsverordnung", {'R', "regulation"}},
      {"directive", {'L', "directive"}},    {"richtlinie", {'L', "directive"}},
      {"directiva", {'L', "directive"}},    {"direttiva", {'L', "directive"}},
      {"diretiva", {'L', "directive"}},     {"richtlijn", {'L', "directive"}},
      {"decision", {'D', "decision"}},      {"d\u00E9cision", {'D', "decision"}},
      {"beschluss", {'D', "decision"}},     {"entscheidung", {'D', "decision"}},
      {"decisi\u00F3n", {'D', "decision"}}, {"decisione", {'D', "decision"}},
      {"decis\u00E3o", {'D', "decision"}},  {"besluit", {'D', "decision"}},
  };
  const std::string folded = FoldCase(title);
  for (const std::string_view word : Split(folded, ' ')) {
    for (const auto& [name, form] : kWords) {
      if (word == name) return form;
    }
  }
  return {};
}

std::string CelexOf(EuForm form, std::string_view year, std::string_view number) {
  if (form.letter == 0 || year.size() != 4 || number.empty()) return {};
  return fmt::format("3{}{}{:0>4}", year, form.letter, number);
}

std::string CelexOfTitle(std::string_view title) {
  // The numbers of other acts come later.
  const std::string_view head = title.substr(0, 80);
  const size_t slash = head.find('/');
  if (slash == std::string_view::npos) return {};
  constexpr std::string_view kDigits = "0123456789";
  const size_t before = head.find_last_not_of(kDigits, slash == 0 ? 0 : slash - 1);
  const size_t start = before == std::string_view::npos ? 0 : before + 1;
  const size_t end = std::min(head.find_first_not_of(kDigits, slash + 1), head.size());
  const std::string_view first = head.substr(start, slash - start);
  const std::string_view second = head.substr(slash + 1, end - slash - 1);
  if (first.empty() || second.empty() || first.size() > 6 || second.size() > 6) return {};
  const bool numbered = AsciiLower(head.substr(0, start)).ends_with("no ");
  const std::string key = EuActKey(first, second, numbered);  // "eu:2008/1137"
  const size_t colon = key.find(':'), middle = key.find('/');
  if (colon == std::string::npos || middle == std::string::npos) return {};
  return CelexOf(EuFormOf(head.substr(0, start)), key.substr(colon + 1, middle - colon - 1),
                 key.substr(middle + 1));
}

}  // namespace concord
