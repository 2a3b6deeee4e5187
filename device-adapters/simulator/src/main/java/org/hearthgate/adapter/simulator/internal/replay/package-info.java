/** What the pipeline and the rules would have done with a recorded history: a hand-moved clock, the real sink, one line per alert event. */
package org.hearthgate.adapter.simulator.internal.replay;
