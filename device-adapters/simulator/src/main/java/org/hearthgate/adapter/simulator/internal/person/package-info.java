/** Virtual people: a body from published equations, a day with habits, a sensor with errors. Pure, seeded, repeatable on every machine. */
package org.hearthgate.adapter.simulator.internal.person;
