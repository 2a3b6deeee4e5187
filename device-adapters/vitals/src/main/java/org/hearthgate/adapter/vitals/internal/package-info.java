/** Blood pressure cuffs, pulse oximeters and thermometers. */
package org.hearthgate.adapter.vitals.internal;
