package org.hearthgate.api.household;

/** What a credential is for; each right of a page or an interface names the roles that have it. Deny is the default. */
public enum Role {
    /** Sees and answers everything of its people. */
    FAMILY,
    /** Finds, pairs, proves; sees device and hub health, no health data. */
    INSTALLER,
    /** Sees hub health, updates; no health data. */
    FLEET,
    /** Reads the record of its people. */
    CLINICIAN,
    /** A phone that writes and reads one person's Nightscout site. */
    UPLOADER,
    /** A follower that reads one person's Nightscout site. */
    FOLLOWER
}
