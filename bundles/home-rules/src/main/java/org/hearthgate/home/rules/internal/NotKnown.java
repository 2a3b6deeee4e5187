package org.hearthgate.home.rules.internal;

/** Something that an expression asks for is not known now: the rule can then neither say yes nor no. */
final class NotKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKnown(String what) {
        super(what, null, false, false);
    }
}
