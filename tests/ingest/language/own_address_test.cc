#include "ingest/language/own_address.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace concord {
namespace {

TEST(OwnAddressTest, HostsOfMailAddresses) {
  EXPECT_EQ(MailHosts("Ask lamps@das.ohio.gov, or A.B@nist.gov."),
            (std::vector<std::string_view>{"das.ohio.gov", "nist.gov"}));
  EXPECT_TRUE(MailHosts("@home, a@b, https://nist.gov and x @ nist.gov").empty());
  EXPECT_TRUE(MailHosts("").empty());
}

TEST(OwnAddressTest, WhoseTheyAre) {
  EXPECT_EQ(StateOfHost("das.ohio.gov"), "Ohio");
  EXPECT_EQ(StateOfHost("its.newyork.gov"), "New York");
  EXPECT_EQ(StateOfHost("ohio.com"), "");
  EXPECT_EQ(StateOfHost("gov"), "");
  EXPECT_EQ(OwnerLabel("mail.nist.gov"), "nist");
  EXPECT_EQ(OwnerLabel("lamps.gov.uk"), "lamps");
  EXPECT_EQ(OwnerLabel("edps.europa.eu"), "edps");
  EXPECT_EQ(OwnerLabel("gov.uk"), "");
}

}  // namespace
}  // namespace concord
