/** Builders, named traces, fakes that honour the contracts, and a clock moved by hand. Never deployed. */
package org.hearthgate.testkit;
