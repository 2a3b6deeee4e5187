/**
 * SenML over CoAP and CoAPS. {@link org.hearthgate.adapter.coap.internal.SenmlDecoder} and
 * {@link org.hearthgate.adapter.coap.internal.SenmlObservations} are pure; everything else is wiring around Californium.
 */
package org.hearthgate.adapter.coap.internal;
