/** What a model sees of a person at one moment, and what became true afterwards. One definition for training and serving. */
package org.hearthgate.forecast.tribuo.internal.features;
