// Which state of the United States a legislature, a governor or a code belongs to. The states are rows of
// datasets/front_matter.tsv: a state is no agent of a table, because its name alone ("Washington") means much
// else.
#ifndef CONCORD_INGEST_LANGUAGE_STATE_NAMES_H_
#define CONCORD_INGEST_LANGUAGE_STATE_NAMES_H_

#include <span>
#include <string>
#include <string_view>

#include "ingest/source/span.h"

namespace concord {

struct StatePlace {
  std::string name;  // "Rhode Island"; empty: none
  Span span;         // of the words that name it, in the text that was looked at
};

// The state whose legislature enacts or resolves: "Be it enacted by the Legislature of the State of Utah",
// "Resolved by the Senate of ...", a letterhead ("CALIFORNIA LEGISLATURE", "STATE OF OHIO"), "Governor of".
// `head` begins `text`, and `lines` are parts of it.
StatePlace EnactingState(std::string_view text, std::string_view head,
                         std::span<const std::string_view> lines);

// "Given under the Seal of the Commonwealth of Virginia", or a letterhead at the end; `lines` are the last of
// `text`.
StatePlace SealOfState(std::string_view text, std::span<const std::string_view> lines);

// "NEW YORK LAMP PROTECTION ACT": the state that an act's name begins with; empty for other lines.
std::string StateOfActTitle(std::string_view line);

// The state whose code the text speaks of: "Arizona Revised Statutes", "Code of Virginia", "RCW 9.4".
// `lower` is `text` with its ASCII letters in lower case.
StatePlace StateOfLaw(std::string_view text, std::string_view lower);

// The state that is named in `text`, if no other one is. "Washington" and "Georgia" are names of more.
StatePlace OnlyState(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_STATE_NAMES_H_
