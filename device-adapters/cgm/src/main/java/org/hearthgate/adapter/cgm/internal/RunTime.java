package org.hearthgate.adapter.cgm.internal;

/**
 * How long a session may last (2AAB).
 *
 * @param hours 0 to 65535
 * @param check of the value
 */
record RunTime(int hours, Check check) {}
