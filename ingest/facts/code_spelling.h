// How the codes of a scheme are spelled in keys.
#ifndef CONCORD_INGEST_FACTS_CODE_SPELLING_H_
#define CONCORD_INGEST_FACTS_CODE_SPELLING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// How the codes of a scheme are spelled in its keys; the column `codes`.
enum class CodeSpelling : uint8_t {
  kAsWritten,  // ""
  kControls,   // "controls": AC, AC-2, AC-2(1); a code of another form (a statement, `ac-1_smt.a`) stays
};
std::optional<CodeSpelling> ParseCodeSpelling(std::string_view name);

std::string SpellCode(CodeSpelling spelling, std::string_view code);

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_CODE_SPELLING_H_
