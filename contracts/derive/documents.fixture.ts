/** Documents of a service that does not exist, in each of the formats; written for these tests. */
import { parameterFile } from './parameter-file.ts';
import type { Neighbours } from './read-rst.ts';

/** Grid tables and blocks of code, one operation a page; with slips that the lint is to find. */
export const OLD_SITE = `=====================================
Set Lamp Labels -  Lamp API v1.0
=====================================

Set Lamp Labels
~~~~~~~~~~~~~~~~~~~

.. code-block:: javascript

    POST //v1/{tenant_id}/lamps/{lamp_id}/action

Creates or replaces labels of a lamp.

Specify the \`\`put_labels\`\` action in the request body.

+------------------+-----------+
|Response Code     |Name       |
+==================+===========+
|200               |           |
+------------------+-----------+
+------------------+-----------+
|404               |           |
+------------------+-----------+
|200               |           |
+------------------+-----------+


Request
^^^^^^^^^^^

+------------------+-----------+--------------------------+
|Name              |Type       |Description               |
+==================+===========+==========================+
|{tenant_id}       |csapi:UUID |The tenant.               |
+------------------+-----------+--------------------------+
|{lamp_id}         |xsd:int    |The number of the lamp.   |
+------------------+-----------+--------------------------+

**Example Set Lamp Labels: JSON request**

.. code::

    {
        "set_labels": {
            "labels": { "room": "hall" }
        }
    }

Response
^^^^^^^^^^^^

**Example Set Lamp Labels: JSON request**

.. code::

    {
        "lamp": {
            "id": 7,
            "lit": true,
            "labels": { "room": "hall", "colour": "warm" }
        }
    }
`;

/** Today's directives, several operations a page. */
export const API_REF = `.. -*- rst -*-

=============
 Lamp labels
=============

Merge Labels
============

.. rest_method:: POST /v1/{project_id}/lamps/{lamp_id}/labels

Sets the labels of the request. Does not modify labels or other
items that are not in the request.

Only administrators can perform this operation.

Response codes
--------------

.. rest_status_code:: success status.yaml

  - 200

.. rest_status_code:: error status.yaml

  - 400: why
  - 404

Request
-------

.. rest_parameters:: parameters.yaml

  - project_id: project_id
  - lamp_id: lamp_id
  - labels: labels

Request Example
---------------

.. literalinclude:: samples/merge-request.json

Response
--------

.. rest_parameters:: parameters.yaml

  - labels: labels
  - shade: shade_of_nothing

Response Example
----------------

.. literalinclude:: samples/merge-response.json

Replace Labels
==============

.. rest_method:: PUT /v1/{project_id}/lamps/{lamp_id}/labels

Replaces all labels of the lamp with the ones in the request.

Normal response codes: 200

Error response codes: badRequest(400), notFound(404)

.. note::

   Lamps forget nothing else.

Set One Label
=============

.. rest_method:: PUT /v1/{project_id}/lamps/{lamp_id}/labels/{key}

Updates one label.

Normal response codes: 200

.. literalinclude:: samples/not-there.json

.. frobnicate:: what

   ever

Show One Label
==============

.. rest_method:: GET /v1/{project_id}/lamp/{lamp_id}/labels/{key}

Shows one label.

Normal response codes: 200

Delete One Label
================

.. rest_method::
   DELETE /v1/{project_id}/lamps/{lamp_id}/labels/{key}

Deletes a label, by key.

Normal response codes: 204

Ring
====

.. rest_method:: POST /v1/{project_id}/lamps/{lamp_id}/bell

Rings the bell.
`;

const PARAMETERS = `lamp_id:
  description: |
    The UUID of the lamp.
  in: path
  required: true
  type: string
project_id:
  description: The project.
  in: path
  required: true
  type: string
labels:
  description: |
    Labels of the lamp. The maximum length of each label
    key and value is 64 bytes.
  in: body
  required: true
  type: object
`;

const SAMPLES: Readonly<Record<string, string>> = {
  'samples/merge-request.json': '{"labels": {"room": "hall"}}',
  'samples/merge-response.json': '{"labels": {"room": "attic"}}',
};

/** What stands beside {@link API_REF}. */
export const API_REF_NEIGHBOURS: Neighbours = {
  sample: (path) => SAMPLES[path] ?? null,
  parameter: (_path, name) => parameterFile(PARAMETERS, 'parameters.yaml')(name),
  exists: (path) => path === 'parameters.yaml',
};

/** Markdown with tables of HTML, their columns swapped. */
export const MARKDOWN = `# Configuring Lamp Labels<a name="topic_1"></a>

## Function<a name="s1"></a>

This API is used to configure labels.

Calling it, all the labels of the lamp and its other items will be deleted, and the lamp has those of the request.

## Constraints<a name="s2"></a>

A lamp must be in lit or dimmed state, which is specified by  **LAMP:state\\_now**.

## URI

PUT /v1/\\{project\\_id\\}/lamps/\\{lamp\\_id\\}/labels

PUT /v2/\\{project\\_id\\}/lamps/\\{lamp\\_id\\}/labels

**Table  1**  Parameter description

<a name="t1"></a>
<table><thead align="left"><tr><th><p>Parameter</p>
</th>
<th><p>Mandatory</p>
</th>
<th><p>Description</p>
</th>
</tr>
</thead>
<tbody><tr><td><p>project_id</p>
</td>
<td><p>Yes</p>
</td>
<td><p>Specifies the project.</p>
</td>
</tr>
<tr><td><p>lamp_id</p>
</td>
<td><p>Yes</p>
</td>
<td><p>Specifies the lamp.</p>
</td>
</tr>
</tbody>
</table>

## Request

**Table  2**  Request

<table><thead><tr><th>Parameter</th><th>Type</th><th>Mandatory</th><th>Description</th></tr></thead>
<tbody><tr><td>labels</td><td>Object</td><td>Yes</td><td>Specifies the labels.</td></tr></tbody></table>

**Table  3**  Data structure of the  **labels**  field

<table><thead><tr><th>Parameter</th><th>Type</th><th>Mandatory</th><th>Description</th></tr></thead>
<tbody>
<tr><td>key</td><td>Yes</td><td>String</td><td><p>Specifies the key.</p>
<p>The value contains a maximum of 64 Unicode characters and cannot be empty. It can contain letters, digits, and hyphens (-).</p></td></tr>
<tr><td>value</td><td>Yes</td><td>String</td><td><p>Specifies the value.</p>
<p>The value can contain a maximum of 128 Unicode characters.</p></td></tr>
</tbody></table>

## Example Request

\`\`\`
PUT https://{endpoint}/v1/{project_id}/lamps/{lamp_id}/labels
\`\`\`

\`\`\`
{ "labels": { "room": "hall" } }
\`\`\`

## Example Response

\`\`\`
{ "labels": { "room": "hall" } }
\`\`\`
`;

/** Sphinx pages with tables of both kinds, limits within the row of the map. */
export const SPHINX = `:original_name: topic_2.html

.. _topic_2:

Updating Lamp Labels
====================

Function
--------

This API is used to update labels.

-  If the lamp does not have the label, it is added.
-  If a field of the map is not requested, its value remains unchanged.

URI
---

POST /v1/{project_id}/lamps/{lamp_id}/labels

:ref:\`Table 1 <t1>\` describes the parameters in the URI.

.. table:: **Table 1** Parameter description

   ========== ========= ======================
   Parameter  Mandatory Description
   ========== ========= ======================
   project_id Yes       Specifies the project.
   lamp_id    Yes       Specifies the lamp.
   ========== ========= ======================

Request
-------

.. table:: **Table 2** Request parameters

   +-----------+-----------+---------+------------------------------------------------------+
   | Parameter | Mandatory | Type    | Description                                          |
   +===========+===========+=========+======================================================+
   | labels    | Yes       | Object  | Specifies the labels.                                |
   |           |           |         |                                                      |
   |           |           |         | For a label key:                                     |
   |           |           |         |                                                      |
   |           |           |         | It contains a maximum of 64 characters and cannot be |
   |           |           |         | left blank.                                          |
   |           |           |         |                                                      |
   |           |           |         | For a label value:                                   |
   |           |           |         |                                                      |
   |           |           |         | A value contains a maximum of 128 characters.        |
   +-----------+-----------+---------+------------------------------------------------------+

Example Request
---------------

.. code-block:: text

   POST https://{endpoint}/v1/{project_id}/lamps/{lamp_id}/labels

   {
       "labels": { "room": "hall" }
   }

Example Response
----------------

.. code-block::

   {
       "labels": { "room": "hall" }
   }
`;

/** Markdown as people write it for a page of their own: requests in code or in headings, tables with bars, limits in prose. */
export const PLAIN_MARKDOWN = `# Label API

## List labels

\`GET /v3/lamps/:lamp_id/labels\`

Lists the labels of a lamp.

### Response

\`\`\`json
{"labels": {"room": "hall", "floor": "1"}}
\`\`\`

| Status | Meaning |
| --- | --- |
| 200 | Success |
| 404 | No such lamp |

## Add or change labels

**PATCH** /v3/lamps/:lamp_id/labels

Creates or updates the labels in the request. Labels not in the request are kept.

A label name may have 1 to 32 characters. Values are limited to 64 characters.

### Request

\`\`\`json
{"labels": {"room": "hall"}}
\`\`\`

## \`PUT /v3/lamps/<lamp_id>/labels/<name>\`

Creates the label, or replaces its value if it exists.

\`\`\`json
{"label": {"room": "hall"}}
\`\`\`

## DELETE /v3/lamps/{lamp_id}/labels/{name}

Removes the label.
`;
