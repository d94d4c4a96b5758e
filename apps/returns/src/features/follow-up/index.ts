import { FollowUp } from './follow-up.js';

export const followUp = { controllers: [], providers: [FollowUp] };
