#include "server/visit.h"

#include "server/api.h"
#include "server/listings.h"

namespace concord {

Result<std::shared_ptr<const Answer>> Visit::Ask(std::string_view query, Parameters parameters) const {
  std::erase_if(parameters, [](const auto& one) { return one.second.empty(); });
  const Query& asked = *FindQuestion(query);
  const auto arguments = ArgumentsOf(asked, parameters);
  if (!arguments) return tl::unexpected(arguments.error());
  return answers.Ask(state, snapshot, asked, *arguments);
}

}  // namespace concord
