// What a store holds, as tables: documents, frameworks, crosswalks, standards, runs. They are queries like
// those of query/queries.def, but only for the pages and the API; the command line has the query language
// instead.
#ifndef CONCORD_SERVER_LISTINGS_H_
#define CONCORD_SERVER_LISTINGS_H_

#include <span>
#include <string_view>

#include "query/query.h"

namespace concord {

std::span<const Query> Listings();
// A listing or a query; nullptr if there is neither.
const Query* FindQuestion(std::string_view name);

}  // namespace concord

#endif  // CONCORD_SERVER_LISTINGS_H_
