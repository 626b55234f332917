// Addresses that a document gives as its own, and whose they are.
#ifndef CONCORD_INGEST_LANGUAGE_OWN_ADDRESS_H_
#define CONCORD_INGEST_LANGUAGE_OWN_ADDRESS_H_

#include <string>
#include <string_view>
#include <vector>

namespace concord {

// The hosts of the e-mail addresses in `text`, in their order: "das.ohio.gov" for "lamps@das.ohio.gov". Parts
// of `text`. Web addresses are left out: they are mostly of others. O(bytes).
std::vector<std::string_view> MailHosts(std::string_view text);

// The state of the United States whose host this is: "Ohio" for "das.ohio.gov"; empty for others.
std::string StateOfHost(std::string_view host);

// The label that names the owner: "nist" for "mail.nist.gov", "gov.uk" has none.
std::string_view OwnerLabel(std::string_view host);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_OWN_ADDRESS_H_
