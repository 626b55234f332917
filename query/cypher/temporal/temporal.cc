#include "query/cypher/temporal/temporal.h"

#include <array>

namespace concord::temporal {
namespace {

struct Names {
  std::string_view function, type;
};
constexpr auto kNames = std::to_array<Names>({{"datetime", "DateTime"},
                                              {"localdatetime", "LocalDateTime"},
                                              {"date", "Date"},
                                              {"time", "Time"},
                                              {"localtime", "LocalTime"},
                                              {"duration", "Duration"}});

}  // namespace

std::string_view FunctionName(TemporalType type) { return kNames[static_cast<size_t>(type)].function; }

std::string_view TypeName(TemporalType type) { return kNames[static_cast<size_t>(type)].type; }

}  // namespace concord::temporal
