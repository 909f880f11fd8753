#!/usr/bin/env node
// Refreshes tests/Doubles/Pulumi.Facts: what the providers' packages say of the resources that infra uses.
//
//   node tests/Doubles/refresh-facts.mjs
//
// Needs node and npm. The versions are those of Directory.Packages.props, the resources those of in-use.json. The
// npm packages of a provider come from the same schema as its .NET package, so their declarations tell every property, its type,
// whether it is required, secret or deprecated. What they cannot tell is in overrides.json, each entry with its reason.
// Nothing changed: the same bytes.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const TYPESCRIPT = "5.9.3";

const here = dirname(fileURLToPath(import.meta.url));
const facts = join(here, "Pulumi.Facts");
const inUse = JSON.parse(readFileSync(join(facts, "in-use.json"), "utf8"));
const overrides = JSON.parse(readFileSync(join(facts, "overrides.json"), "utf8"));

const packages = {
  aws: { npm: "@pulumi/aws", nuget: "Pulumi.Aws" },
  awsx: { npm: "@pulumi/awsx", nuget: "Pulumi.Awsx" },
};

const versions = readFileSync(join(here, "../../Directory.Packages.props"), "utf8");
for (const source of Object.values(packages)) {
  source.version = versions.match(new RegExp(`Include="${source.nuget.replace(".", "\\.")}" Version="([^"]+)"`))[1];
}

const work = mkdtempSync(join(tmpdir(), "facts-"));
try {
  for (const [name, source] of Object.entries(packages)) {
    // Unpacked one by one, not installed: their dependencies, and the programs those run on installation, are of no use here.
    const archive = execFileSync("npm", ["pack", "--silent", `${source.npm}@${source.version}`], { cwd: work, encoding: "utf8" }).trim().split("\n").pop();
    source.root = join(work, name);
    mkdirSync(source.root);
    execFileSync("tar", ["-xzf", archive, "-C", source.root, "--strip-components=1"], { cwd: work });
  }
  writeFileSync(join(work, "package.json"), "{}");
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", `typescript@${TYPESCRIPT}`], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  const ts = createRequire(pathToFileURL(join(work, "package.json")))("typescript");

  const unusedOverrides = new Set([
    ...Object.keys(overrides.names.properties),
    ...overrides.numbers.properties,
  ]);
  for (const [name, source] of Object.entries(packages)) {
    const text = format(readPackage(ts, name, source, unusedOverrides)) + "\n";
    writeFileSync(join(facts, `${name}.json`), text);
    console.log(`${source.npm} ${source.version}: ${text.length} characters`);
  }
  if (unusedOverrides.size > 0) {
    throw new Error(`overrides.json names what is in no package: ${[...unusedOverrides].join(", ")}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function readPackage(ts, packageName, source, unusedOverrides) {
  const shared = {
    inputs: readNamespaces("types/input.d.ts"),
    outputs: readNamespaces("types/output.d.ts"),
  };
  const enumFiles = new Map();
  const wanted = { inputs: new Set(), outputs: new Set(), enums: new Set() };

  const result = {
    package: packageName,
    version: source.version,
    namespace: source.nuget,
    resources: inUse[packageName].resources.map(readResource),
    functions: inUse[packageName].functions.map(readFunction),
    types: readTypes(),
    enums: readEnums(),
  };
  return result;

  function parse(path) {
    const full = join(source.root, path);
    return ts.createSourceFile(full, readFileSync(full, "utf8"), ts.ScriptTarget.Latest, true);
  }

  function namespaceOf(module) {
    if (module === "") {
      return source.nuget;
    }
    return `${source.nuget}.${overrides.modules.names[module] ?? pascal(module)}`;
  }

  function readResource(reference) {
    const { module, name } = split(reference);
    const path = [module, camel(name)].filter(Boolean).join("/");
    const file = parse(`${path}.d.ts`);
    const script = readFileSync(join(source.root, `${path}.js`), "utf8");
    const declaration = file.statements.find((s) => ts.isClassDeclaration(s) && s.name.text === name);
    const argsDeclaration = file.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === `${name}Args`);
    const base = declaration.heritageClauses[0].types[0].expression.name.text;
    const kind = { CustomResource: "custom", ComponentResource: "component" }[base];
    if (!kind) {
      throw new Error(`${reference} is a ${base}: there is no rule for those`);
    }
    const token = script.match(/__pulumiType = '([^']+)'/)[1];
    const owner = { token, className: name };

    const inputs = argsDeclaration.members.map((m) => readProperty(m, owner, "inputs"));
    for (const [, secret] of script.matchAll(/resourceInputs\["(\w+)"\] = (?:pulumi\.output\()?args\?\.\1 \? pulumi\.secret\(/g)) {
      inputs.find((p) => p.name === secret).secret = true;
    }
    const secretOutputs = new Set((script.match(/additionalSecretOutputs: \[([^\]]*)\]/)?.[1] ?? "").match(/\w+/g) ?? []);
    const outputs = declaration.members
      .filter((m) => ts.isPropertyDeclaration(m) && m.type && m.modifiers?.some((x) => x.kind === ts.SyntaxKind.ReadonlyKeyword))
      .filter((m) => !m.modifiers.some((x) => x.kind === ts.SyntaxKind.StaticKeyword))
      .map((m) => readProperty(m, owner, "outputs"));
    for (const output of outputs) {
      if (secretOutputs.has(output.name)) {
        output.secret = true;
      }
    }
    return clean({ token, namespace: namespaceOf(module), class: name, kind, deprecated: deprecation(declaration), inputs, outputs });
  }

  function readFunction(reference) {
    const { module, name } = split(reference);
    const path = [module, name].filter(Boolean).join("/");
    const file = parse(`${path}.d.ts`);
    const script = readFileSync(join(source.root, `${path}.js`), "utf8");
    const token = script.match(/runtime\.invoke\("([^"]+)"/)[1];
    const className = pascal(name);
    const find = (wantedName) => file.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === wantedName);
    const declaration = file.statements.find((s) => ts.isFunctionDeclaration(s) && s.name.text === name);
    const inputs = find(`${className}Args`)?.members.map((m) => readProperty(m, { token, className }, "inputs")) ?? [];
    const outputs = find(`${className}Result`).members.map((m) => readProperty(m, { token, className }, "outputs"));
    return clean({ token, namespace: namespaceOf(module), class: className, deprecated: deprecation(declaration), inputs, outputs });
  }

  function readTypes() {
    const types = new Map();
    const done = new Set();
    for (let grown = true; grown; ) {
      grown = false;
      for (const side of ["inputs", "outputs"]) {
        for (const reference of [...wanted[side]]) {
          if (done.has(`${side} ${reference}`)) {
            continue;
          }
          grown = true;
          done.add(`${side} ${reference}`);
          const declaration = shared[side].get(reference);
          if (!declaration) {
            throw new Error(`${packageName}: no declaration of ${side} ${reference}`);
          }
          const { module, name } = split(reference);
          const type = types.get(reference) ?? { name: reference, namespace: namespaceOf(module), class: name };
          type[side] = declaration.members.map((m) => readProperty(m, { token: reference, className: name }, side));
          types.set(reference, type);
        }
      }
    }
    return [...types.values()].sort((a, b) => compare(a.name, b.name));
  }

  function readEnums() {
    return [...wanted.enums].sort(compare).map((reference) => {
      const { module, name } = split(reference);
      const path = module === "" ? "types/enums/index.d.ts" : `types/enums/${module}/index.d.ts`;
      const file = enumFiles.get(path) ?? parse(path);
      enumFiles.set(path, file);
      const constant = file.statements
        .filter(ts.isVariableStatement)
        .flatMap((s) => [...s.declarationList.declarations])
        .find((d) => d.name.text === name);
      const values = constant.type.members.map((m) => clean({ csharp: m.name.text, value: m.type.literal.text, deprecated: deprecation(m) }));
      return { name: reference, namespace: namespaceOf(module), class: name, values };
    });
  }

  function readNamespaces(path) {
    const result = new Map();
    if (!existsSync(join(source.root, path))) {
      return result;
    }
    const visit = (statements, prefix) => {
      for (const statement of statements) {
        if (ts.isModuleDeclaration(statement)) {
          visit(statement.body.statements, `${prefix}${statement.name.text}.`);
        } else if (ts.isInterfaceDeclaration(statement)) {
          result.set(`${prefix}${statement.name.text}`, statement);
        }
      }
    };
    visit(parse(path).statements, "");
    return result;
  }

  function readProperty(member, owner, side) {
    const name = member.name.text;
    const key = `${packageName}:${owner.token}.${name}`;
    const context = { key, side, isOptional: member.questionToken !== undefined, isPlain: side === "inputs" };
    const type = readType(member.type, context);
    let csharp = pascal(name);
    if (overrides.names.properties[key]) {
      csharp = overrides.names.properties[key];
      unusedOverrides.delete(key);
    } else if (csharp === owner.className) {
      throw new Error(`${key} is named as its class, and overrides.json has no name for it`);
    }
    return clean({
      name,
      csharp,
      type,
      required: context.isOptional ? undefined : true,
      plain: side === "inputs" && context.isPlain ? true : undefined,
      deprecated: deprecation(member),
    });
  }

  function readType(node, context) {
    if (ts.isParenthesizedTypeNode(node)) {
      return readType(node.type, context);
    }
    if (ts.isArrayTypeNode(node)) {
      return `list(${readType(node.elementType, context)})`;
    }
    if (ts.isTypeLiteralNode(node)) {
      return `map(${readType(node.members[0].type, context)})`;
    }
    if (ts.isUnionTypeNode(node)) {
      const undefinedType = (t) => t.kind === ts.SyntaxKind.UndefinedKeyword;
      if (node.types.some(undefinedType)) {
        context.isOptional = true;
      }
      const types = node.types.filter((t) => !undefinedType(t)).map((t) => readType(t, context)).filter(Boolean);
      if (types.length > 1 && types.every((t) => t === "asset" || t === "archive")) {
        return "assetOrArchive";
      }
      return types.length === 1 ? types[0] : `union(${types.join(",")})`;
    }
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return "string";
      case ts.SyntaxKind.BooleanKeyword:
        return "boolean";
      case ts.SyntaxKind.AnyKeyword:
        return "any";
      case ts.SyntaxKind.NumberKeyword:
        if (overrides.numbers.properties.includes(context.key)) {
          unusedOverrides.delete(context.key);
          return "number";
        }
        return "integer";
    }
    if (!ts.isTypeReferenceNode(node)) {
      throw new Error(`${context.key}: cannot read ${node.getText()}`);
    }
    const name = node.typeName.getText();
    switch (name) {
      case "pulumi.Input":
        context.isPlain = false;
        return readType(node.typeArguments[0], context);
      case "pulumi.Output":
        return readType(node.typeArguments[0], context);
      case "pulumi.asset.Archive":
        return "archive";
      case "pulumi.asset.Asset":
        return "asset";
      case "ARN":
        return "string";
    }
    const [root, ...rest] = name.split(".");
    if (root === "enums") {
      wanted.enums.add(rest.join("."));
      return `enum(${rest.join(".")})`;
    }
    if (root === "inputs" || root === "outputs") {
      wanted[root].add(rest.join("."));
      return `object(${rest.join(".")})`;
    }
    if (rest.length === 0 && ts.isUnionTypeNode(node.parent)) {
      // `string | Topic`: a resource in its ARN's place is a convenience of TypeScript's package alone.
      return undefined;
    }
    throw new Error(`${context.key}: cannot read ${node.getText()}`);
  }

  function deprecation(node) {
    const tag = ts.getJSDocDeprecatedTag(node);
    return tag ? ts.getTextOfJSDocComment(tag.comment)?.replace(/\s+/g, " ").trim() || "deprecated" : undefined;
  }
}

// A property a line: a new version of a provider then reads as a list of what it changed.
function format(value, indent = "") {
  const isLeaf = (v) => typeof v !== "object" || Object.values(v).every((x) => typeof x !== "object");
  if (isLeaf(value)) {
    return typeof value === "object" ? JSON.stringify(value).replace(/^\{/, "{ ").replace(/\}$/, " }").replace(/([:,])(?=["tf])/g, "$1 ") : JSON.stringify(value);
  }
  const deeper = `${indent}  `;
  const isArray = Array.isArray(value);
  const members = Object.entries(value).map(([key, member]) => `${deeper}${isArray ? "" : `${JSON.stringify(key)}: `}${format(member, deeper)}`);
  return `${isArray ? "[" : "{"}\n${members.join(",\n")}\n${indent}${isArray ? "]" : "}"}`;
}

function split(reference) {
  const at = reference.lastIndexOf(".");
  return { module: at < 0 ? "" : reference.slice(0, at), name: reference.slice(at + 1) };
}

function pascal(name) {
  return name[0].toUpperCase() + name.slice(1);
}

function camel(name) {
  return name[0].toLowerCase() + name.slice(1);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function clean(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
