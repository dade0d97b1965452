/** Who may ask: projects, users, roles and tokens of the reference cloud. */
import { randomUUID } from 'node:crypto';

/** The roles there are; each holds the ones behind it. */
export type Role = 'admin' | 'member' | 'reader';

/** A project of the reference cloud. */
export interface Project {
  readonly id: string;
  readonly name: string;
}

/** A user with a password and one role in one project. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly project: Project;
  readonly role: Role;
}

/** Who a request comes from. */
export interface Caller {
  readonly user: User;
  readonly project: Project;
  readonly roles: readonly Role[];
}

/** A token and until when it holds. */
export interface Token {
  readonly id: string;
  readonly user: User;
  /** False: a token without project, good for Keystone only. */
  readonly scoped: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** A role and those it implies. */
export function impliedRoles(role: Role): readonly Role[] {
  const all: readonly Role[] = ['admin', 'member', 'reader'];
  return all.slice(all.indexOf(role));
}

/** A fresh id as Keystone makes them: 32 hex digits. */
export function newProjectId(): string {
  return randomUUID().replaceAll('-', '');
}

/** Users and tokens. */
export class Identity {
  readonly users: readonly User[];
  readonly tokenLifetimeMs: number;
  readonly #tokens = new Map<string, Token>();

  constructor(users: readonly User[], tokenLifetimeMs: number) {
    this.users = users;
    this.tokenLifetimeMs = tokenLifetimeMs;
  }

  /** A new token; one that is over already when `lifetimeMs` is negative. */
  issue(user: User, options: { readonly id?: string; readonly scoped?: boolean; readonly lifetimeMs?: number } = {}): Token {
    const issuedAt = new Date();
    const token: Token = {
      id: options.id ?? `gAAAAA${randomUUID().replaceAll('-', '')}${randomUUID().replaceAll('-', '')}`,
      user, scoped: options.scoped ?? true, issuedAt,
      expiresAt: new Date(issuedAt.getTime() + (options.lifetimeMs ?? this.tokenLifetimeMs)),
    };
    this.#tokens.set(token.id, token);
    return token;
  }

  /** The token with an id, unless it is over or was revoked. */
  find(id: string): Token | undefined {
    const token = this.#tokens.get(id);
    return token !== undefined && token.expiresAt.getTime() > Date.now() ? token : undefined;
  }

  revoke(id: string): void {
    this.#tokens.delete(id);
  }
}
